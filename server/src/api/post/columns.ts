import { createPicker } from "../../catalog/cells.ts";
import type { Table } from "../../catalog/table.ts";
import { unprovidedIn } from "../../reporting/unprovided.ts";
import { type Filter, mapRows, mapSubtable, type PostContext } from "./filter.ts";
import { isOn, names } from "./filter-params.ts";

/** `hideColumns` and `showColumns`: drops columns, or all but some; the label stays, and so does what is told beside the figures. */
export const chooseColumns: Filter = (table, context) => withoutColumns(table, new Set(), context);

/** The same, and NOTE matomo: figures that hang on another one are told only where some row that is shown has that. Tables below keep them. */
export const chooseProvidedColumns: Filter = (table, context) =>
  withoutColumns(table, unprovidedIn(table, context.report.metrics), context);

/** Drops all of these at once, for each time that a row is copied counts. */
function withoutColumns(table: Table, unprovided: ReadonlySet<string>, context: PostContext): Table {
  const { params } = context;
  const hidden = names(params, "hideColumns");
  const shown = names(params, "showColumns");
  const isChosen = hidden.length > 0 || shown.length > 0 || isOn(params, "showRawMetrics");
  const carried = carriedIn(context, isChosen);
  if (hidden.length === 0 && shown.length === 0 && carried.size === 0 && unprovided.size === 0) return table;
  const stays = (column: string) =>
    !hidden.includes(column) &&
    !carried.has(column) &&
    (shown.length === 0 || column === "label" || shown.some((name) => column === name || column.startsWith(`${name}__`)));
  const pick = createPicker((column) => stays(column) && !unprovided.has(column));
  const pickBelow = createPicker(stays);
  const chooseBelow = (below: Table) => mapRows(below, (row) => ({ ...row, columns: pickBelow(row.columns) }));
  return { ...table, rows: table.rows.map((row) => ({ ...mapSubtable(row, chooseBelow), columns: pick(row.columns) })) };
}

/** NOTE matomo: what is carried only for ratios shows as soon as a request chooses columns, or with `showRawMetrics`; but some never does. */
function carriedIn({ report }: PostContext, isChosen: boolean): ReadonlySet<string> {
  return new Set(report.metrics.filter(({ hidden }) => hidden === "always" || (hidden && !isChosen)).map(({ id }) => id));
}
