import { createPicker } from "../catalog/cells.ts";
import type { Metric } from "../catalog/metric.ts";
import type { Answer, Cells, Table, Value } from "../catalog/table.ts";
import { quotient } from "../reporting/rounding.ts";
import { unprovidedIn } from "../reporting/unprovided.ts";
import { actionsPerVisit, visitShare, visits } from "../reporting/visit-metrics.ts";

/** How a report is totalled. */
export interface Totalling {
  /** Whether ratios of visits are added to its rows. */
  readonly withRatios: boolean;
  /** Whether it is the one row of all modules' figures, the only single row that has totals. */
  readonly ofAllModules: boolean;
  /** The figures that the report declares. */
  readonly figures: readonly Metric[];
}

/**
 * The sums of all columns over all rows of a table; averages and rates have none. `shown` is the same as the request shows it.
 * NOTE matomo: where ratios of visits are added to rows, actions per visit are told of the totals too; and percentages that are shown as
 * numbers are added up like any number.
 */
export function totalsOf(whole: Answer, shown: Answer, { withRatios, ofAllModules, figures }: Totalling): Cells {
  if (whole.kind === "single") return ofAllModules ? addUp([numbersOf(whole.columns, shown)], addedRate) : {};
  if (whole.kind !== "table" || whole.rows.length === 0) return {};
  const pick = createPicker(isProvided(whole, figures));
  const { goals, ...totals } = addUp(
    whole.rows.map(({ columns }) => pick(columns)),
    addedRate,
  );
  return {
    ...totals,
    ...shareOf(whole, shown),
    ...(isCells(goals) && { goals: inOrder(goals) }),
    ...(withRatios &&
      "nb_actions" in totals && { [actionsPerVisit.id]: actionsPerVisit.compute?.({ nb_actions: 0, nb_visits: 0, ...totals }) ?? 0 }),
  };
}

function isProvided(table: Table, figures: readonly Metric[]): (column: string) => boolean {
  const unprovided = unprovidedIn(table, figures);
  return (column) => !unprovided.has(column);
}

/** The cells without those that are shown as texts. */
function numbersOf(cells: Cells, shown: Answer): Cells {
  const told: Cells = shown.kind === "single" ? shown.columns : {};
  return Object.fromEntries(Object.entries(cells).filter(([id]) => typeof told[id] !== "string"));
}

/** The share of all rows together, where shares are shown as numbers. */
function shareOf({ rows, totals = {} }: Table, shown: Answer): Cells {
  const isTold = shown.kind === "table" && shown.rows.some(({ columns }) => typeof columns[visitShare.id] === "number");
  const sum = rows.reduce((all, { columns }) => all + Number(columns[visits.id] ?? 0), 0);
  return isTold ? { [visitShare.id]: quotient(sum, Number(totals[visits.id] ?? sum), 2) } : {};
}

/** Carts and orders first, then goals by number. */
function inOrder(goals: Cells): Cells {
  const rank = (key: string) => (key.endsWith("Cart") ? -1 : key.endsWith("Order") ? 0 : Number(key.replace("idgoal=", "")));
  return Object.fromEntries(Object.entries(goals).toSorted(([one], [other]) => rank(one) - rank(other)));
}

/** The totals of several periods together. */
export function addTotals(all: readonly Cells[]): Cells {
  return addUp(all, firstRate);
}

type MergeRates = (before: Value | undefined, value: number) => number;

// NOTE matomo: rates within goals are added up over rows; of several periods the first that has one is told.
const addedRate: MergeRates = (before, value) => Number(before ?? 0) + value;
const firstRate: MergeRates = (before, value) => (typeof before === "number" ? before : value);

/** Sums column by column: the least and the most of those that say so. */
function addUp(all: readonly Cells[], mergeRates: MergeRates, isNested = false): Cells {
  const totals: Record<string, Value> = {};
  for (const cells of all)
    for (const [id, value] of Object.entries(cells)) {
      const before = totals[id];
      if (isRate(id)) {
        if (isNested && typeof value === "number") totals[id] = mergeRates(before, value);
      } else if (isCells(value)) totals[id] = addUp([...(isCells(before) ? [before] : []), value], mergeRates, true);
      else if (typeof value === "number" && id !== "label") totals[id] = merge(id, before, value);
    }
  return totals;
}

function isRate(id: string): boolean {
  return /^avg_|_rate$|_evolution$/.test(id);
}

function merge(id: string, before: Value | undefined, value: number): number {
  if (typeof before !== "number") return value;
  if (id.startsWith("min_")) return Math.min(before, value);
  return id.startsWith("max_") ? Math.max(before, value) : before + value;
}

function isCells(value: Value | undefined): value is Cells {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
