import { notAllowed } from "../../base/errors.ts";
import { naturalOrder } from "../../base/natural-order.ts";
import { translate } from "../../base/translate.ts";
import type { Raw } from "../../catalog/params.ts";
import { flatOf, type Report } from "../../catalog/report.ts";
import type { Cells, Row, Table, Value } from "../../catalog/table.ts";
import { textOf } from "../request.ts";
import { type Filter, numberIn } from "./filter.ts";
import { isOn, wholeNumber } from "./filter-params.ts";

/** Columns where `pivotByColumnLimit` says nothing. */
const usualColumns = 10;

/** Whether `pivotBy` asks for a column for each of the rows below. Throws notAllowed for a dimension that the rows below are not of. */
export function isPivoted(report: Report, params: Readonly<Record<string, Raw>>): boolean {
  const asked = textOf(params, "pivotBy").trim();
  if (asked === "") return false;
  const below = dimensionBelow(report, params);
  if (asked === below) return true;
  const hint = below === undefined ? "it has no rows below its rows, so leave out pivotBy" : `it can be by ${below}`;
  throw notAllowed(`The report ${report.method} cannot be pivoted by '${asked}': ${hint}.`);
}

/** The dimension of the rows below a report's rows, as clients name it: `Referrers.SearchEngine`. */
function dimensionBelow(report: Report, params: Readonly<Record<string, Raw>>): string | undefined {
  const flat = flatOf(report, params);
  return (flat?.dimensions[1] ?? flat?.dimensions[0])?.replace("_", ".");
}

/**
 * `pivotBy`: one figure (`pivotByColumn`, else the first there is) of the rows below each row, in a column for each of their labels.
 * Columns stand by what they come to, falling; those beyond `pivotByColumnLimit` are added up in one. Rows stand by label.
 */
export const pivot: Filter = (table, { report, params, query }) => {
  if (!isPivoted(report, params)) return table;
  const column = textOf(params, "pivotByColumn").trim() || firstFigure(table);
  const limit = wholeNumber(params, "pivotByColumnLimit", 0) || usualColumns;
  const rows = table.rows.map((row) => ({ label: storedLabel(row), cells: cellsBelow(row, column) }));
  const { shown, cut } = cutTo(limit, sumsOf(rows.map(({ cells }) => cells)));
  const others = cut.length === 0 ? [] : [[translate("Others", query.language), cut] as const];
  const numbered = !isOn(params, "disable_queued_filters");
  const columns = [...shown.map((name, index) => [numbered ? `${index + 1}.\u00a0${name}` : name, [name]] as const), ...others];
  const pivoted = rows.map(({ label, cells }) => ({
    columns: { label, ...Object.fromEntries(columns.map(([title, names]) => [title, shownOf(cells, names)])) },
  }));
  return { ...table, rows: pivoted.toSorted((one, other) => naturalOrder(one.columns.label, other.columns.label)) };
};

/** NOTE matomo: a pivoted table shows what is stored, not what it is called. */
function storedLabel({ columns, part }: Row): string {
  return String(part ?? columns.label);
}

function cellsBelow({ subtable }: Row, column: string): Cells {
  return Object.fromEntries(subtable?.table?.rows.map((row) => [storedLabel(row), row.columns[column] ?? false]) ?? []);
}

/** Names of columns with what they come to over all rows, falling; of equals the first by its letters. */
function sumsOf(rows: readonly Cells[]): readonly string[] {
  const sums = new Map<string, number>();
  for (const cells of rows) for (const name of Object.keys(cells)) sums.set(name, (sums.get(name) ?? 0) + numberIn(cells, name));
  return [...sums].sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1)).map(([name]) => name);
}

function cutTo(limit: number, names: readonly string[]): { readonly shown: readonly string[]; readonly cut: readonly string[] } {
  if (limit < 0 || names.length <= limit) return { shown: names, cut: [] };
  return { shown: names.slice(0, limit - 1), cut: names.slice(limit - 1) };
}

/** NOTE matomo: where a row has nothing there, it is false. */
function shownOf(cells: Cells, names: readonly string[]): Value {
  const present = names.filter((name) => Object.hasOwn(cells, name));
  if (present.length === 0) return false;
  return names.length === 1 ? cells[present[0]!]! : present.reduce((sum, name) => sum + numberIn(cells, name), 0);
}

function firstFigure({ rows }: Table): string {
  return Object.keys(rows[0]?.columns ?? {}).find((column) => column !== "label") ?? "";
}
