import type { Answer, AnswerMap, Cells, Table, Value } from "../../catalog/table.ts";
import type { Format, Printed } from "./format.ts";
import { rowValue } from "./row-value.ts";
import { escapeXml, leaf, nest } from "./xml-elements.ts";

export const xml: Format = {
  print: (answer) => document(rootText(answer)),
  done: () => document(nest("", "result", '\t<success message="ok" />\n')),
  error: (message) => document(nest("", "result", `\t<error message="${escapeXml(message)}" />\n`)),
};

function document(root: string): Printed {
  return { type: "text/xml; charset=utf-8", body: `<?xml version="1.0" encoding="utf-8" ?>\n${root.trimEnd()}` };
}

function rootText(answer: Answer): string {
  if (answer.kind === "map") return nest("", "results", mapText(answer, "\t"));
  const value = loneValue(answer);
  if (value !== undefined) return leaf("", "result", value);
  return nest("", "result", answer.kind === "data" ? rootDataText(answer.value) : innerText(answer, "\t"));
}

function mapText({ key, entries }: AnswerMap, indent: string): string {
  return entries
    .map(([label, inner]) => {
      const tag = `result ${key}="${escapeXml(label)}"`;
      const value = loneValue(inner);
      return value === undefined ? nest(indent, tag, innerText(inner, `${indent}\t`)) : leaf(indent, tag, value);
    })
    .join("");
}

function innerText(answer: Answer, indent: string): string {
  switch (answer.kind) {
    case "map":
      return mapText(answer, indent);
    case "table":
      return tableText(answer, indent);
    case "single":
      return cellsText(answer.columns, hasOddName(answer.columns), indent);
    case "data":
      return dataText(answer.value, indent);
  }
}

/** The value of an answer that is no more than one. */
function loneValue(answer: Answer): Value | undefined {
  if (answer.kind === "single") return Object.keys(answer.columns).length === 1 ? Object.values(answer.columns)[0] : undefined;
  return answer.kind === "data" && (answer.value === null || typeof answer.value !== "object") ? answer.value : undefined;
}

function tableText(table: Table, indent: string): string {
  return rowsText(table.rows.map(rowValue), indent);
}

function rowsText(rows: readonly Cells[], indent: string): string {
  // NOTE matomo: the first row alone decides whether the names of columns can be the names of elements.
  const odd = rows[0] !== undefined && hasOddName(rows[0]);
  return rows.map((row) => nest(indent, "row", cellsText(row, odd, `${indent}\t`))).join("");
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
