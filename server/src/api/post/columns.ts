import { createPicker } from "../../catalog/cells.ts";
import { type Filter, mapRows, type PostContext } from "./filter.ts";
import { isOn, names } from "./filter-params.ts";

/** `hideColumns` and `showColumns`: drops columns, or all but some; the label stays, and so does what is told beside the figures. */
export const chooseColumns: Filter = (table, context) => {
  const { params } = context;
  const hidden = names(params, "hideColumns");
  const shown = names(params, "showColumns");
  const isChosen = hidden.length > 0 || shown.length > 0 || isOn(params, "showRawMetrics");
  const carried = carriedIn(context, isChosen);
  const stays = (column: string) =>
    !hidden.includes(column) &&
    !carried.has(column) &&
    (shown.length === 0 || column === "label" || shown.some((name) => column === name || column.startsWith(`${name}__`)));
  if (hidden.length === 0 && shown.length === 0 && carried.size === 0) return table;
  const pick = createPicker(stays);
  return mapRows(table, (row) => ({ ...row, columns: pick(row.columns) }));
};

/** NOTE matomo: what is carried only for ratios shows as soon as a request chooses columns, or with `showRawMetrics`; but some never does. */
function carriedIn({ report }: PostContext, isChosen: boolean): ReadonlySet<string> {
  return new Set(report.metrics.filter(({ hidden }) => hidden === "always" || (hidden && !isChosen)).map(({ id }) => id));
}
