import { decodePercent } from "../../base/percent.ts";
import { type Filter, mapRows } from "./filter.ts";

/** Labels as people read them: what is stored encoded is decoded. NOTE matomo: bytes that are no text are left out, and a plus sign is a blank. */
export const decodeLabels: Filter = (table, { report }) => {
  // Labels of a list that is known beforehand are stored nowhere.
  if (report.rows.shape === "buckets" || report.fixedOrder) return table;
  return mapRows(table, (row) => {
    const { label } = row.columns;
    if (typeof label !== "string" || !/[%+]/.test(label)) return row;
    return { ...row, columns: { ...row.columns, label: decodePercent(label).replaceAll("\uFFFD", "") } };
  });
};
