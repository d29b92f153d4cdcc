import type { Answer, AnswerMap, Cells, Row, Value } from "../../catalog/table.ts";
import type { Format } from "./format.ts";
import { bodyOf, joined, type Pieces } from "./pieces.ts";
import { rowValue } from "./row-value.ts";
import { escapeXml, leaf, nest, nestPieces } from "./xml-elements.ts";

export const xml: Format = {
  print: (answer) => ({ type, body: bodyOf(documentPieces(rootPieces(answer)), answer) }),
  done: () => ({ type, body: joined(documentPieces(nestPieces("", "result", ['\t<success message="ok" />\n'], ""))) }),
  error: (message) => {
    const line = `\t<error message="${escapeXml(message)}" />\n`;
    return { type, body: joined(documentPieces(nestPieces("", "result", [line], ""))) };
  },
  frame: (text) => ({ before: text.indexOf(opening) + opening.length, behind: "</result>".length, between: "" }),
};

const opening = "<result>\n";

const type = "text/xml; charset=utf-8";

function* documentPieces(root: Pieces): Generator<string> {
  yield '<?xml version="1.0" encoding="utf-8" ?>\n';
  yield* root;
}

/** Nothing stands behind the root, a line's end neither. */
function rootPieces(answer: Answer): Pieces {
  if (answer.kind === "map") return nestPieces("", "results", mapPieces(answer, "\t"), "");
  const value = loneValue(answer);
  if (value !== undefined) return [leaf("", "result", value).trimEnd()];
  return nestPieces("", "result", answer.kind === "data" ? [rootDataText(answer.value)] : innerPieces(answer, "\t"), "");
}

function* mapPieces({ key, entries }: AnswerMap, indent: string): Generator<string> {
  for (const [label, inner] of entries) {
    const tag = `result ${key}="${escapeXml(label)}"`;
    const value = loneValue(inner);
    if (value === undefined) yield* nestPieces(indent, tag, innerPieces(inner, `${indent}\t`));
    else yield leaf(indent, tag, value);
  }
}

function innerPieces(answer: Answer, indent: string): Pieces {
  switch (answer.kind) {
    case "map":
      return mapPieces(answer, indent);
    case "table":
      return rowPieces(answer.rows, indent);
    case "single":
      return [cellsText(answer.columns, hasOddName(answer.columns), indent)];
    case "data":
      return [dataText(answer.value, indent)];
  }
}

/** The value of an answer that is no more than one. */
function loneValue(answer: Answer): Value | undefined {
  if (answer.kind === "single") return Object.keys(answer.columns).length === 1 ? Object.values(answer.columns)[0] : undefined;
  return answer.kind === "data" && (answer.value === null || typeof answer.value !== "object") ? answer.value : undefined;
}

function* rowPieces(rows: readonly Row[], indent: string): Generator<string> {
  // NOTE matomo: the first row alone decides whether the names of columns can be the names of elements.
  const odd = rows[0] !== undefined && hasOddName(rowValue(rows[0]));
  for (const row of rows) yield nest(indent, "row", cellsText(rowValue(row), odd, `${indent}\t`));
}

function cellsText(cells: Cells, odd: boolean, indent: string): string {
  return Object.entries(cells)
    .map(([name, value]) => {
      const tag = odd ? `col name="${escapeXml(name)}"` : name;
      return isNested(value) ? nest(indent, tag, cellText(value, `${indent}\t`)) : leaf(indent, tag, value);
    })
    .join("");
}

/** A cell that holds more than a value: rows (of a table below, or of goals by their key), or a map of values. */
function cellText(value: Nested, indent: string): string {
  const items = Object.entries(value);
  if (!items.every(([, item]) => isNested(item))) return dataText(value, indent);
  return items
    .map(([key, item]) => {
      const [, name, number] = /^([^=]*)=(.*)$/.exec(key) ?? [];
      const tag = name === undefined ? "row" : `row ${name}='${escapeXml(number!)}'`;
      return nest(indent, tag, Array.isArray(item) ? dataText(item, `${indent}\t`) : cellsText(item as Cells, false, `${indent}\t`));
    })
    .join("");
}

/** NOTE matomo: a map of several plain values stands in a row, as it once was a table of one. */
function rootDataText(value: Value): string {
  const items = isNested(value) ? Object.values(value) : [];
  const isRow = !Array.isArray(value) && items.length > 1 && !items.some(isNested);
  return isRow ? nest("\t", "row", dataText(value, "\t\t")) : dataText(value, "\t");
}

/** Lists as rows, maps as elements by their names. */
function dataText(value: Value, indent: string): string {
  if (!isNested(value)) return "";
  return Object.entries(value)
    .map(([key, item]) => {
      const tag = Array.isArray(value) ? "row" : tagOf(key);
      return isNested(item) ? nest(indent, tag, dataText(item, `${indent}\t`)) : leaf(indent, tag, item);
    })
    .join("");
}

function tagOf(key: string): string {
  const [, name, value] = /^([^=]*)=(.*)$/s.exec(key) ?? [];
  if (name !== undefined && value !== undefined) return `row ${name}="${escapeXml(value)}"`;
  return isName(key) ? key : `row key="${escapeXml(key)}"`;
}

type Nested = Cells | readonly Value[];

function isNested(value: Value): value is Nested {
  return typeof value === "object" && value !== null;
}

function hasOddName(cells: Cells): boolean {
  return !Object.keys(cells).every(isName);
}

function isName(text: string): boolean {
  return /^[\p{L}_:][\p{L}\p{N}_:.-]*$/u.test(text);
}
