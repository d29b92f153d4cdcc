import { createCellMaker } from "../../catalog/cells.ts";
import type { Metric } from "../../catalog/metric.ts";
import type { Report } from "../../catalog/report.ts";
import type { Cells, Row, Table, Value } from "../../catalog/table.ts";
import { visitRatios } from "../../reporting/visit-metrics.ts";
import { textOf } from "../request.ts";
import { type Filter, numberIn, type PostContext } from "./filter.ts";
import { isOn, names } from "./filter-params.ts";
import { goalMetrics, goalsOf, orderMetrics, revenuePerVisit } from "./goal-metrics.ts";

/** The figures that the request adds to those of the report. */
export function addedMetrics(table: Table, { params, report }: PostContext): readonly Metric[] {
  if (asksForGoals(textOf(params, "filter_update_columns_when_show_all_goals")))
    return [...visitRatios, revenuePerVisit(report), ...goalMetricsFor(textOf(params, "idGoal"), table, names(params, namedGoals), report)];
  return textOf(params, "filter_add_columns_when_show_all_columns") === "" ? [] : visitRatios;
}

/**
 * `filter_add_columns_when_show_all_columns` and `filter_update_columns_when_show_all_goals`: adds ratios, and figures by goal.
 * With the first switched on, rows with neither visits nor actions go.
 */
export const addColumns: Filter = (table, context) => {
  const added = addedMetrics(table, context);
  if (added.length === 0) return table;
  const rows = isOn(context.params, "filter_add_columns_when_show_all_columns") ? table.rows.filter(isVisited) : table.rows;
  const compute = cellComputer(added);
  return { ...table, rows: rows.map((row) => ({ ...row, columns: compute(row.columns) })) };
};

/** Gives the cells of one row after the other with those figures worked out that they lack. */
export function cellComputer(metrics: readonly Metric[]): (cells: Cells) => Cells {
  const ratios = metrics.flatMap(({ id, needs = [], compute }) => (compute ? [{ id, needs, compute }] : []));
  const needed = [...new Set(ratios.flatMap(({ needs }) => needs))];
  const makeGiven = createCellMaker();
  const make = createCellMaker();
  return (cells) => {
    const names = Object.keys(cells);
    const values: Value[] = Object.values(cells);
    const missing = needed.filter((need) => !(need in cells));
    const given = missing.length > 0 ? makeGiven([...names, ...missing], [...values, ...missing.map(() => 0)]) : cells;
    for (const { id, compute } of ratios)
      if (!(id in cells)) {
        names.push(id);
        values.push(compute(given));
      }
    return make(names, values);
  };
}

function asksForGoals(words: string): boolean {
  return /^-?\d+$/.test(words) || words === "ecommerceOrder" || words === "ecommerceAbandonedCart";
}

/** Goals that have columns by the names under which they are asked for, whether or not a row has such a conversion. */
const namedGoals = "filter_show_goal_columns_process_goals";

/** Which figures of which goals: all of all for 0, all of one for its number, the conversion rates of all where not said, none for -2. */
function goalMetricsFor(asked: string, table: Table, named: readonly string[], { goalsByName }: Report): readonly Metric[] {
  if (asked === "-2") return [];
  const metricsOf = (goal: string) => (named.length > 0 || goalsByName ? goalMetrics(goal, goal) : goalMetrics(goal));
  const goals = named.length > 0 ? named : goalsIn(table);
  if (asked === "" || asked === "-1") return goals.flatMap((goal) => metricsOf(goal).slice(0, 1));
  const chosen = goals.filter((goal) => Number(asked) <= 0 || goal === asked).flatMap(metricsOf);
  return asked === "ecommerceOrder" && named.length > 0 ? [...chosen, ...orderMetrics()] : chosen;
}

function goalsIn({ rows }: Table): readonly string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(goalsOf(row.columns))))].map((key) => key.replace("idgoal=", ""));
}

function isVisited({ columns }: Row): boolean {
  return numberIn(columns, "nb_visits") !== 0 || numberIn(columns, "nb_actions") !== 0;
}
