import type { Cells, Table } from "../../catalog/table.ts";
import { type Filter, mapRows, type PostContext } from "./filter.ts";
import { isOn, names } from "./filter-params.ts";

/** `hideColumns` and `showColumns`: drops columns, or all but some; the label stays, and so does what is told beside the figures. */
export const chooseColumns: Filter = (table, context) => {
  const { params } = context;
  const hidden = names(params, "hideColumns");
  const shown = names(params, "showColumns");
  if (hidden.length === 0 && shown.length === 0) return withoutHidden(table, context);
  const stays = (column: string) =>
    !hidden.includes(column) &&
    (shown.length === 0 || column === "label" || shown.some((name) => column === name || column.startsWith(`${name}__`)));
  return mapRows(table, (row) => ({ ...row, columns: pick(row.columns, stays) }));
};

/** NOTE matomo: what is carried only for ratios shows as soon as a request chooses columns, or with `showRawMetrics`. */
function withoutHidden(table: Table, context: PostContext): Table {
  const carried = context.report.metrics.filter(({ hidden }) => hidden).map(({ id }) => id);
  if (carried.length === 0 || isOn(context.params, "showRawMetrics")) return table;
  return mapRows(table, (row) => ({ ...row, columns: pick(row.columns, (column) => !carried.includes(column)) }));
}

function pick(cells: Cells, stays: (column: string) => boolean): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([column]) => stays(column)));
}
