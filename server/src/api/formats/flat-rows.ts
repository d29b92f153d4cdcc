import { translate } from "../../base/translate.ts";
import type { Answer, Cells, Row, Value } from "../../catalog/table.ts";
import type { PrintContext } from "./format.ts";

/** A row without nesting: values by the title of their column, in order. */
export type FlatRow = ReadonlyMap<string, Value>;

/** The rows of an answer, flattened one by one: `goals_idgoal=1_revenue`, `metadata_logo`. Maps are not gone into. */
export function* flatRows(answer: Exclude<Answer, { kind: "map" }>, context: PrintContext): Generator<FlatRow> {
  for (const row of rowsOf(answer)) yield flatRow(row, context);
}

function rowsOf(answer: Exclude<Answer, { kind: "map" }>): readonly Row[] {
  switch (answer.kind) {
    case "table":
      return answer.rows;
    case "single": {
      const values = Object.values(answer.columns);
      if (values.length === 1) return [{ columns: { value: values[0]! } }];
      return values.length === 0 ? [] : [{ columns: answer.columns }];
    }
    case "data":
      return dataRows(answer.value).map((columns) => ({ columns }));
  }
}

function dataRows(value: Value): readonly Cells[] {
  if (typeof value !== "object" || value === null) return [{ value }];
  const items = Object.values(value);
  if (Array.isArray(value) || (items.length > 0 && items.every(isCells)))
    return items.map((item) => (isCells(item) ? item : { value: item }));
  return items.length === 0 ? [] : [value as Cells];
}

function flatRow({ columns, metadata = {} }: Row, context: PrintContext): FlatRow {
  const flat = new Map<string, Value>();
  addCells(flat, columns, (name) => name, context);
  for (const [name, value] of Object.entries(metadata))
    if (!isNested(value)) flat.set(context.titled ? `${translate("Metadata", context.language)}: ${name}` : `metadata_${name}`, value);
  return flat;
}

function addCells(flat: Map<string, Value>, cells: Cells, nameOf: (name: string) => string, context: PrintContext): void {
  for (const [name, value] of Object.entries(cells)) {
    const title = context.titleOf(name);
    if (!isNested(value)) flat.set(nameOf(title), value);
    else if (context.titled && Object.values(value).every(isCells))
      for (const [key, inner] of Object.entries(value) as [string, Cells][])
        addCells(flat, inner, (innerName) => `${innerName} (${name === "goals" ? "Goal" : name} ${key})`, context);
    else addCells(flat, value as Cells, (innerName) => nameOf(`${title}_${innerName}`), context);
  }
}

function isNested(value: Value): value is Cells | readonly Value[] {
  return typeof value === "object" && value !== null;
}

function isCells(value: Value): value is Cells {
  return isNested(value) && !Array.isArray(value);
}
