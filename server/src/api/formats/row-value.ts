import type { Cells, Row } from "../../catalog/table.ts";

/** A row as one object: figures, what is told beside them, and the rows below it, in place or by the number to ask for them. */
export function rowValue(row: Row): Cells {
  return { ...row.columns, ...besideCells(row) };
}

/** All of that but the figures. What is called like one of these gives way to it. */
export function besideCells({ columns, metadata, subtable }: Row): Cells {
  return {
    ...Object.fromEntries(Object.entries(metadata ?? {}).filter(([name]) => !(name in columns))),
    ...(subtable && { idsubdatatable: subtable.id }),
    ...(subtable?.table && { subtable: subtable.table.rows.map(rowValue) }),
  };
}
