import type { Filter } from "./filter.ts";
import { numberIn } from "./filter.ts";

/** NOTE matomo: figures that hang on another one are told only where some row that is shown has that. Tables below keep them. */
export const dropUnprovided: Filter = (table, { report }) => {
  const none = (column: string) => table.rows.every((row) => numberIn(row.columns, column) === 0);
  const dropped = report.metrics.filter(({ inTree }) => inTree?.provided !== undefined && none(inTree.provided)).map(({ id }) => id);
  if (dropped.length === 0 || table.rows.length === 0) return table;
  const rows = table.rows.map((row) => ({
    ...row,
    columns: Object.fromEntries(Object.entries(row.columns).filter(([column]) => !dropped.includes(column))),
  }));
  return { ...table, rows };
};
