import type { Raw } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import type { Report } from "../../catalog/report.ts";
import { textOf } from "../request.ts";
import { isOn, pageIn, sortOrder } from "./filter-params.ts";
import { labelsIn } from "./label.ts";

/** Parameters that ask for something that hangs on all rows. */
const ofAllRows = [
  "filter_pattern",
  "filter_pattern_recursive",
  "filter_excludelowpop",
  "filter_truncate",
  "filter_update_columns_when_show_all_goals",
  "filter_add_columns_when_show_all_columns",
  "pivotBy",
  "include_aggregate_rows",
];

/** Which rows the filters leave of an answer, where these are simply the first ones by one figure. */
export function firstRows({ fixedOrder }: Report, params: Readonly<Record<string, Raw>>): Pick<Query, "most"> {
  const { end } = pageIn(params, 100);
  const hangsOnAll = ofAllRows.some((name) => textOf(params, name) !== "") || labelsIn(params.label).length > 0;
  if (end === undefined || hangsOnAll || fixedOrder || isOn(params, "disable_generic_filters")) return {};
  return sortOrder(params, "desc") === "desc"
    ? { most: { rows: end, of: textOf(params, "filter_sort_column").trim() || "nb_visits" } }
    : {};
}
