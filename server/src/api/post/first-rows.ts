import type { Raw } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import { type Report, usualLimit } from "../../catalog/report.ts";
import { textOf } from "../request.ts";
import { isOn, pageIn, sortOrder } from "./filter-params.ts";
import { labelPaths, labelsIn } from "./label.ts";

const addedColumns = "filter_add_columns_when_show_all_columns";

/** Parameters that ask for something that hangs on all rows. */
const ofAllRows = [
  "filter_pattern",
  "filter_pattern_recursive",
  "filter_excludelowpop",
  "filter_truncate",
  "filter_update_columns_when_show_all_goals",
  addedColumns,
  "pivotBy",
  "include_aggregate_rows",
];

/** Rows that are in memory at once where all are asked for. */
const rowsAtOnce = 25_000;

/** Which rows the filters leave of an answer, where these are simply all, or the first ones, by one figure, or those of some labels. */
export function firstRows(report: Report, params: Readonly<Record<string, Raw>>): Pick<Query, "most" | "pages" | "labels"> {
  if (labelsIn(params.label).length > 0) return labelledRows(params);
  const { fixedOrder } = report;
  const { start, end } = pageIn(params, usualLimit);
  const hangsOnAll = ofAllRows.some((name) => textOf(params, name) !== "");
  if (hangsOnAll || fixedOrder || isOn(params, "disable_generic_filters") || sortOrder(params, "desc") !== "desc") return {};
  const of = textOf(params, "filter_sort_column").trim() || "nb_visits";
  if (end !== undefined) return { most: { rows: end, of } };
  return start === 0 ? { pages: { rows: rowsAtOnce, of } } : {};
}

/**
 * The rows that are asked for by their labels alone. On one level, labels are put together of several. Columns are added to each row by
 * itself, where none is dropped for it.
 */
export function labelledRows(params: Readonly<Record<string, Raw>>): Pick<Query, "labels"> {
  const asksForAll = (name: string) => (name === addedColumns ? isOn(params, name) : textOf(params, name) !== "");
  const hangsOnAll = ofAllRows.some(asksForAll) || isOn(params, "flat");
  const labels = labelPaths(params.label);
  return labels.length === 0 || hangsOnAll ? {} : { labels };
}
