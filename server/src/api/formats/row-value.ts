import type { Cells, Row } from "../../catalog/table.ts";

/** A row as one object: figures, what is told beside them, and the rows below it, in place or by the number to ask for them. */
export function rowValue(row: Row): Cells {
  const beside = besideCells(row);
  return beside ? { ...row.columns, ...beside } : row.columns;
}

/** All of that but the figures, where there is any. No column is called like a cell of these. */
export function besideCells({ columns, metadata, subtable }: Row): Cells | undefined {
  if (!metadata && !subtable) return undefined;
  return {
    ...Object.fromEntries(Object.entries(metadata ?? {}).filter(([name]) => !(name in columns))),
    ...(subtable && { idsubdatatable: subtable.id }),
    ...(subtable?.table && { subtable: subtable.table.rows.map(rowValue) }),
  };
}
