import type { Raw } from "../../catalog/params.ts";
import type { Cells, Value } from "../../catalog/table.ts";
import { names, pageIn, pattern } from "./filter-params.ts";

/** What can be asked of a list that is no report: `filter_pattern`, `filter_limit` (all where not said), `hideColumns`, `showColumns`. */
export function filterData(value: Value, params: Readonly<Record<string, Raw>>): Value {
  if (!isList(value)) return value;
  return withColumns(page(matching(value, params), params), params);
}

type List = readonly Value[];

function matching(list: List, params: Readonly<Record<string, Raw>>): List {
  const wanted = pattern(params, "filter_pattern");
  const columns = names(params, "filter_column");
  if (!wanted || columns.length === 0) return list;
  return list.filter((item) => isCells(item) && columns.some((column) => column in item && wanted.test(String(item[column] ?? ""))));
}

function page(list: List, params: Readonly<Record<string, Raw>>): List {
  const { start, end } = pageIn(params, -1);
  return list.slice(start, end);
}

function withColumns(list: List, params: Readonly<Record<string, Raw>>): List {
  const hidden = names(params, "hideColumns");
  const shown = names(params, "showColumns");
  const stays = (column: string) => !hidden.includes(column) && (shown.length === 0 || column === "label" || shown.includes(column));
  if (hidden.length === 0 && shown.length === 0) return list;
  return list.map((item) => (isCells(item) ? Object.fromEntries(Object.entries(item).filter(([column]) => stays(column))) : item));
}

function isList(value: Value): value is List {
  return Array.isArray(value);
}

function isCells(value: Value): value is Cells {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
