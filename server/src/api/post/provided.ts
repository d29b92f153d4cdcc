import { createPicker } from "../../catalog/cells.ts";
import type { Filter } from "./filter.ts";
import { numberIn } from "./filter.ts";

/** NOTE matomo: figures that hang on another one are told only where some row that is shown has that. Tables below keep them. */
export const dropUnprovided: Filter = (table, { report }) => {
  const none = (column: string) => table.rows.every((row) => numberIn(row.columns, column) === 0);
  const providers = new Set(report.metrics.flatMap(({ inTree }) => inTree?.provided ?? []));
  const missing = new Set([...providers].filter(none));
  if (missing.size === 0 || table.rows.length === 0) return table;
  const dropped = new Set(report.metrics.flatMap(({ id, inTree }) => (inTree?.provided && missing.has(inTree.provided) ? [id] : [])));
  const pick = createPicker((column) => !dropped.has(column));
  return { ...table, rows: table.rows.map((row) => ({ ...row, columns: pick(row.columns) })) };
};
