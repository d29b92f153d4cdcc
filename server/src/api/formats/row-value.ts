import { createCellMaker } from "../../catalog/cells.ts";
import type { Cells, Row } from "../../catalog/table.ts";

/** A row as one object: figures, what is told beside them, and the rows below it, in place or by the number to ask for them. */
export type RowReader = (row: Row) => Cells;

/** Reads the rows of a table, one after the other. */
export function createRowReader(): RowReader {
  const make = createCellMaker();
  return ({ columns, metadata, subtable }) => {
    const beside: Cells = {
      ...metadata,
      ...(subtable && { idsubdatatable: subtable.id }),
      ...(subtable?.table && { subtable: subtable.table.rows.map(createRowReader()) }),
    };
    const names = Object.keys(beside).filter((name) => !(name in columns));
    if (names.length === 0) return columns;
    return make([...Object.keys(columns), ...names], [...Object.values(columns), ...names.map((name) => beside[name]!)]);
  };
}
