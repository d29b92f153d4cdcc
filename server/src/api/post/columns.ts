import type { Cells } from "../../catalog/table.ts";
import { type Filter, mapRows } from "./filter.ts";
import { names } from "./filter-params.ts";

/** `hideColumns` and `showColumns`: drops columns, or all but some; the label stays, and so does what is told beside the figures. */
export const chooseColumns: Filter = (table, { params }) => {
  const hidden = names(params, "hideColumns");
  const shown = names(params, "showColumns");
  if (hidden.length === 0 && shown.length === 0) return table;
  const stays = (column: string) =>
    !hidden.includes(column) &&
    (shown.length === 0 || column === "label" || shown.some((name) => column === name || column.startsWith(`${name}__`)));
  return mapRows(table, (row) => ({ ...row, columns: pick(row.columns, stays) }));
};

function pick(cells: Cells, stays: (column: string) => boolean): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([column]) => stays(column)));
}
