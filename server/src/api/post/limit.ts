import { usualLimit } from "../../catalog/report.ts";
import type { Filter } from "./filter.ts";
import { pageIn } from "./filter-params.ts";
import { labelsIn } from "./label.ts";

/** `filter_offset` and `filter_limit`: 100 rows where not said, all of them for -1, or where rows are asked for by label. */
export const limit: Filter = (table, { params }) => {
  if (labelsIn(params.label).length > 0) return table;
  const { start, end } = pageIn(params, usualLimit);
  return { ...table, totalRows: table.totalRows ?? table.rows.length, rows: table.rows.slice(start, end) };
};
