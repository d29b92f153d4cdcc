import { naturalOrder } from "../../base/natural-order.ts";
import type { Row, Value } from "../../catalog/table.ts";
import { textOf } from "../request.ts";
import { type Filter, mapSubtable } from "./filter.ts";
import { sortOrder } from "./filter-params.ts";

type Order = (one: Row, other: Row) => number;

/**
 * `filter_sort_column` and `filter_sort_order`. Reports come in their own order; this one is for whoever asks for another. A
 * column that the report lacks means `nb_visits`. Rows without a value come last; equals stand by visits, then by label.
 */
export const sort: Filter = (table, { params, report }) => {
  const column = textOf(params, "filter_sort_column").trim();
  const order = sortOrder(params, "desc");
  if (report.fixedOrder || (column === "" && order === "desc")) return table;
  const found = [column, "nb_visits"].find((name) => name in (table.rows[0]?.columns ?? {}));
  if (found === undefined) return table;
  const sorted = (rows: readonly Row[]): readonly Row[] =>
    sortRows(rows, found, order).map((row) => mapSubtable(row, (below) => ({ ...below, rows: sorted(below.rows) })));
  return { ...table, rows: sorted(table.rows) };
};

function sortRows(given: readonly Row[], column: string, order: "asc" | "desc"): readonly Row[] {
  const sign = order === "asc" ? 1 : -1;
  const rows = inOrderOfEquals(given, column === "nb_visits" && order === "asc");
  const filled = rows.filter((row) => isSortable(row.columns[column]));
  const empty = rows.filter((row) => !isSortable(row.columns[column]));
  const byColumn = orderBy(column, filled);
  const byVisits = orderBy("nb_visits", rows);
  const byLabel = orderBy("label", rows);
  return [
    ...filled.toSorted((one, other) => sign * (byColumn(one, other) || byVisits(one, other))),
    ...empty.toSorted((one, other) => sign * byVisits(one, other) || byLabel(one, other)),
  ];
}

/** Rows that come by visits come by the stored label too, which is better than the shown one; others go by what they show. */
function inOrderOfEquals(rows: readonly Row[], turned: boolean): readonly Row[] {
  const visits = rows.map((row) => Number(row.columns.nb_visits ?? 0));
  const areRanked = visits.every((count, index) => index === 0 || visits[index - 1]! >= count);
  const ordered = areRanked ? rows : rows.toSorted(orderBy("label", rows));
  return turned ? ordered.toReversed() : ordered;
}

/** Numbers by size, anything else as people order texts. */
function orderBy(column: string, rows: readonly Row[]): Order {
  const numeric = column !== "label" && rows.every((row) => !isSortable(row.columns[column]) || isNumeric(row.columns[column]));
  if (numeric) return (one, other) => Number(one.columns[column] ?? 0) - Number(other.columns[column] ?? 0);
  return (one, other) => naturalOrder(textIn(one, column), textIn(other, column));
}

/** By label, as people order texts. */
export const labelOrder: Order = (one, other) => naturalOrder(textIn(one, "label"), textIn(other, "label"));

/** NOTE matomo: texts are sorted as HTML writes them, with an ampersand where a bracket or a quote begins. */
function textIn({ columns }: Row, column: string): string {
  return String(columns[column] ?? "").replace(/[<>"]/g, "&");
}

function isSortable(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== false && typeof value !== "object";
}

function isNumeric(value: Value | undefined): boolean {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)));
}
