import type { Answer } from "../../catalog/table.ts";
import { type FlatRow, flatRows } from "./flat-rows.ts";
import type { Format, PrintContext } from "./format.ts";
import { bodyOf, joined } from "./pieces.ts";
import { valueText } from "./value-text.ts";
import { escapeXml } from "./xml-elements.ts";

export const html: Format = {
  print: (answer, context) => ({ type: "text/html; charset=utf-8", body: bodyOf(tablePieces(answer, context), answer) }),
  done: () => ({ type: "text/html; charset=utf-8", body: "<!-- Success: ok -->" }),
  error: (message) => ({ type: "text/plain; charset=utf-8", body: message }),
  frame: (text) => ({ before: text.indexOf(opening) + opening.length, behind: closing.length, between: "" }),
};

const opening = "<tbody>\n";
const closing = "</tbody>\n</table>\n";

/** An answer as one table; labels of maps stand in columns of their own, `_date` and `_idSite`. */
export function htmlTable(answer: Answer, context: PrintContext): string {
  return joined(tablePieces(answer, context));
}

function* tablePieces(answer: Answer, context: PrintContext): Generator<string> {
  const columns = new Set<string>();
  for (const row of labelledRows(answer, context)) for (const column of row.keys()) columns.add(column);
  yield `<table id="${escapeXml(context.method.replace(".", "_"))}" border="1">\n<thead>\n\t<tr>\n`;
  for (const column of columns) yield `\t\t<th>${escapeXml(column)}</th>\n`;
  yield `\t</tr>\n</thead>\n${opening}`;
  for (const row of labelledRows(answer, context)) yield `\t<tr>\n${Array.from(columns, (column) => cell(row, column)).join("")}\t</tr>\n`;
  yield closing;
}

function* labelledRows(answer: Answer, context: PrintContext): Generator<FlatRow> {
  if (answer.kind !== "map") return yield* flatRows(answer, context);
  for (const [label, inner] of answer.entries)
    for (const row of labelledRows(inner, context)) yield new Map([[`_${answer.key}`, label], ...row]);
}

function cell(row: FlatRow, column: string): string {
  const value = row.get(column);
  return `\t\t<td>${value === undefined || value === null ? "-" : escapeXml(valueText(value))}</td>\n`;
}
