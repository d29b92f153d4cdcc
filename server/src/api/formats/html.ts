import type { Answer } from "../../catalog/table.ts";
import { columnsOf, type FlatRow, flatRows } from "./flat-rows.ts";
import type { Format, PrintContext } from "./format.ts";
import { valueText } from "./value-text.ts";
import { escapeXml } from "./xml-elements.ts";

export const html: Format = {
  print: (answer, context) => ({ type: "text/html; charset=utf-8", body: htmlTable(answer, context) }),
  done: () => ({ type: "text/html; charset=utf-8", body: "<!-- Success: ok -->" }),
  error: (message) => ({ type: "text/plain; charset=utf-8", body: message }),
};

/** An answer as one table; labels of maps stand in columns of their own, `_date` and `_idSite`. */
export function htmlTable(answer: Answer, context: PrintContext): string {
  const rows = labelledRows(answer, context);
  const columns = columnsOf(rows);
  const head = columns.map((column) => `\t\t<th>${escapeXml(column)}</th>\n`).join("");
  const body = rows.map((row) => `\t<tr>\n${columns.map((column) => cell(row, column)).join("")}\t</tr>\n`).join("");
  const id = escapeXml(context.method.replace(".", "_"));
  return `<table id="${id}" border="1">\n<thead>\n\t<tr>\n${head}\t</tr>\n</thead>\n<tbody>\n${body}</tbody>\n</table>\n`;
}

function labelledRows(answer: Answer, context: PrintContext): readonly FlatRow[] {
  if (answer.kind !== "map") return flatRows(answer, context);
  return answer.entries.flatMap(([label, inner]) =>
    labelledRows(inner, context).map((row) => new Map([[`_${answer.key}`, label], ...row])),
  );
}

function cell(row: FlatRow, column: string): string {
  const value = row.get(column);
  return `\t\t<td>${value === undefined || value === null ? "-" : escapeXml(valueText(value))}</td>\n`;
}
