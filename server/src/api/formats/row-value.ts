import type { Cells, Row } from "../../catalog/table.ts";

/** A row as one object: figures, what is told beside them, and the rows below it, in place or by the number to ask for them. */
export function rowValue({ columns, metadata, subtable }: Row): Cells {
  if (!metadata && !subtable) return columns;
  return {
    ...columns,
    ...Object.fromEntries(Object.entries(metadata ?? {}).filter(([name]) => !(name in columns))),
    ...(subtable && { idsubdatatable: subtable.id }),
    ...(subtable?.table && { subtable: subtable.table.rows.map(rowValue) }),
  };
}
