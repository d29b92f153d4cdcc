import { type Flat, flatOf } from "../../catalog/report.ts";
import type { Cells, Row, Table } from "../../catalog/table.ts";
import { type Filter, numberIn } from "./filter.ts";
import { isOn } from "./filter-params.ts";
import { labelOrder } from "./sort.ts";

/**
 * `flat`: puts rows and those below them on one level, each with the labels on the way to it in its own. Rows with others below them
 * are left out, unless `include_aggregate_rows` asks for them. What is told of a row is told of those below it too.
 */
export const flatten: Filter = (table, { report, query, params }) => {
  if (!query.flat) return table;
  const flat = flatOf(report, query.params);
  if (!flat) return { ...table, rows: table.rows.map(withoutSubtable) };
  const rows = rowsOn(table, { ...flat, aggregates: isOn(params, "include_aggregate_rows") }, { level: 0, prefix: "", told: {} });
  const byVisits = (one: Row, other: Row) => numberIn(other.columns, "nb_visits") - numberIn(one.columns, "nb_visits");
  return { ...table, rows: rows.toSorted((one, other) => byVisits(one, other) || labelOrder(one, other)) };
};

/** Rows tell their labels under the names of their levels; the last one goes for all levels below. */
interface Flattening extends Flat {
  readonly aggregates: boolean;
}

/** What comes down to a row from those above it. */
interface Above {
  readonly level: number;
  readonly prefix: string;
  readonly told: Cells;
}

function rowsOn(table: Table, how: Flattening, above: Above): readonly Row[] {
  return table.rows.flatMap((row) => {
    const part = partOf(row, how, above);
    const told = toldOf(row, part, how, above);
    const below = row.subtable?.table;
    const own: Row = {
      columns: { ...row.columns, label: above.prefix + (row.part === undefined ? part : String(row.columns.label)) },
      metadata: how.aggregates ? { ...told, is_aggregate: below ? 1 : 0 } : told,
    };
    if (!below) return [own];
    const under = rowsOn(below, how, { level: above.level + 1, prefix: above.prefix + part + how.separator, told });
    return how.aggregates ? [own, ...under] : under;
  });
}

/** What stands for the row in labels. */
function partOf({ columns, part }: Row, { separator }: Flattening, { prefix }: Above): string {
  const text = String(part ?? columns.label).trim();
  // Leaves of addresses begin with a slash that stands there already.
  return separator === "/" && prefix.endsWith("/") && text.startsWith("/") ? text.slice(1) : text;
}

/** What is told of the row: its own, its label under the name of its dimension, and whatever it lacks from above. */
function toldOf({ metadata }: Row, part: string, { separator, dimensions }: Flattening, { level, told }: Above): Cells {
  const dimension = dimensions[level] ?? dimensions.at(-1) ?? "label";
  // Levels of one dimension share its name.
  const label = dimension in told ? `${told[dimension]}${separator}${part}` : part;
  return { ...told, ...metadata, [dimension]: label };
}

function withoutSubtable({ subtable: _, ...row }: Row): Row {
  return row;
}
