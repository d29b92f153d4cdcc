import type { Row, Value } from "../../catalog/table.ts";
import { textOf } from "../request.ts";
import { type Filter, mapSubtable } from "./filter.ts";
import { sortOrder } from "./filter-params.ts";
import { naturalOrder } from "./natural-order.ts";

type Order = (one: Row, other: Row) => number;

/**
 * `filter_sort_column` and `filter_sort_order`. Reports come in their own order; this one is for whoever asks for another. A
 * column that the report lacks means `nb_visits`. Rows without a value come last; equals stand by visits, then as they came.
 */
export const sort: Filter = (table, context) => {
  const column = textOf(context.params, "filter_sort_column").trim();
  const order = sortOrder(context.params, "desc");
  if (column === "" && order === "desc") return table;
  const first = table.rows[0];
  const found = [column, "nb_visits"].find((name) => first && name in first.columns);
  if (found === undefined) return table;
  const sorted = (rows: readonly Row[]): readonly Row[] =>
    sortRows(rows, found, order).map((row) => mapSubtable(row, (below) => ({ ...below, rows: sorted(below.rows) })));
  return { ...table, rows: sorted(table.rows) };
};

function sortRows(given: readonly Row[], column: string, order: "asc" | "desc"): readonly Row[] {
  const sign = order === "asc" ? 1 : -1;
  // Rows come by visits falling, then by label rising; rising visits turn both round.
  const rows = column === "nb_visits" && order === "asc" ? given.toReversed() : given;
  const filled = rows.filter((row) => isSortable(row.columns[column]));
  const empty = rows.filter((row) => !isSortable(row.columns[column]));
  const byColumn = orderBy(column, filled);
  const byVisits = orderBy("nb_visits", rows);
  return [
    ...filled.toSorted((one, other) => sign * (byColumn(one, other) || byVisits(one, other))),
    ...empty.toSorted((one, other) => sign * byVisits(one, other)),
  ];
}

/** Numbers by size, anything else as people order texts. */
function orderBy(column: string, rows: readonly Row[]): Order {
  const numeric = column !== "label" && rows.every((row) => !isSortable(row.columns[column]) || isNumeric(row.columns[column]));
  if (numeric) return (one, other) => Number(one.columns[column] ?? 0) - Number(other.columns[column] ?? 0);
  return (one, other) => naturalOrder(String(one.columns[column] ?? ""), String(other.columns[column] ?? ""));
}

function isSortable(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== false && typeof value !== "object";
}

function isNumeric(value: Value | undefined): boolean {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)));
}
