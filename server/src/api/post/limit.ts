import type { Filter } from "./filter.ts";
import { wholeNumber } from "./filter-params.ts";
import { labelsIn } from "./label.ts";

/** `filter_offset` and `filter_limit`: 100 rows where not said, all of them for -1, or where rows are asked for by label. */
export const limit: Filter = (table, { params }) => {
  if (labelsIn(params.label).length > 0) return table;
  const offset = Math.max(0, wholeNumber(params, "filter_offset", 0));
  const count = wholeNumber(params, "filter_limit", 100);
  const end = count < 0 ? undefined : offset + count;
  return { ...table, totalRows: table.rows.length, rows: table.rows.slice(offset, end) };
};
