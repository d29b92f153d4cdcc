import type { Row } from "../../catalog/table.ts";
import { textOf } from "../request.ts";
import type { Filter } from "./filter.ts";
import { pattern } from "./filter-params.ts";

/** `filter_pattern` on `filter_column` (the label where not said): keeps the rows that match. */
export const matchPattern: Filter = (table, { params }) => {
  const wanted = pattern(params, "filter_pattern");
  if (!wanted) return table;
  const column = textOf(params, "filter_column") || "label";
  return { ...table, rows: table.rows.filter((row) => wanted.test(cellText(row, column))) };
};

/** `filter_pattern_recursive`: keeps the rows that match, and those with a match somewhere below them. */
export const matchPatternBelow: Filter = (table, { params }) => {
  const wanted = pattern(params, "filter_pattern_recursive");
  if (!wanted) return table;
  const column = textOf(params, "filter_column_recursive") || "label";
  const kept = (row: Row): Row | undefined => {
    const below = row.subtable?.table?.rows.flatMap((inner) => kept(inner) ?? []) ?? [];
    if (below.length > 0) return { ...row, subtable: { ...row.subtable!, table: { ...row.subtable!.table!, rows: below } } };
    return wanted.test(cellText(row, column)) ? row : undefined;
  };
  return { ...table, rows: table.rows.flatMap((row) => kept(row) ?? []) };
};

/** NOTE matomo: a label that says that there is none is empty to patterns. */
function cellText(row: Row, column: string): string {
  if (column === "label" && row.part !== undefined) return row.part;
  return String(row.columns[column] ?? row.metadata?.[column] ?? "");
}
