import type { Answer, Value } from "../../catalog/table.ts";
import { columnsOf, flatRows } from "./flat-rows.ts";
import { type Format, type PrintContext, type Printed, plainError } from "./format.ts";
import { valueText } from "./value-text.ts";

/** CSV and TSV: one line for each row, after one with the columns. */
function delimited(type: string, separator: string, ending: string): Format {
  const saved = (text: string, { wide, fileName }: PrintContext): Printed => ({
    type: `${type}; charset=${wide ? "utf-16le" : "utf-8"}`,
    body: wide ? Buffer.from(`\ufeff${text}`, "utf16le") : text,
    fileName: `${fileName}.${ending}`,
  });
  return {
    print: (answer, context) => {
      const text = delimitedText(answer, separator, context);
      return text === "" ? { type: `${type}; charset=utf-8`, body: "No data available" } : saved(text, context);
    },
    done: (context) => saved("message\nok", { ...context, wide: false }),
    error: plainError,
  };
}

export const csv: Format = delimited("text/csv", ",", "csv");
export const tsv: Format = delimited("text/tab-separated-values", "\t", "tsv");

function delimitedText(answer: Answer, separator: string, context: PrintContext): string {
  const columns = new Set<string>();
  const write = (values: readonly Value[]) => values.map((value) => cellText(value, separator)).join(separator);
  const linesOf = (inner: Answer): readonly string[] => {
    if (inner.kind === "map")
      return inner.entries.flatMap(([label, below]) => linesOf(below).map((line) => write([label]) + separator + line));
    const rows = flatRows(inner, context);
    for (const column of columnsOf(rows)) columns.add(column);
    // NOTE matomo: lines end with the columns known so far; those that later tables bring are left off earlier lines.
    return rows.map((row) => write([...columns].map((column) => row.get(column) ?? "")));
  };
  const lines = linesOf(answer);
  const header = [...mapKeys(answer).map(context.titleOf), ...columns];
  if (isPlainList(answer)) return lines.join("\n");
  return header.length === 0 ? "" : [write(header), ...lines].join("\n");
}

/** The names of the columns that the labels of maps stand in. */
function mapKeys(answer: Answer): readonly string[] {
  if (answer.kind !== "map") return [];
  return [answer.key, ...(answer.entries[0] ? mapKeys(answer.entries[0][1]) : [])];
}

/** NOTE matomo: a list of plain values has no line with columns. */
function isPlainList(answer: Answer): boolean {
  return answer.kind === "data" && Array.isArray(answer.value) && answer.value.every((item: Value) => typeof item !== "object");
}

function cellText(value: Value, separator: string): string {
  if (typeof value !== "string") return valueText(value);
  const text = (isFormula(value) ? `'${value}` : value).replaceAll("\t", " ");
  return /["\n\r,;]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Whether a spreadsheet would take the text for a formula and run it. */
function isFormula(text: string): boolean {
  const bare = text.replace(/^(?:\0|%00)+/, "").replace("%", "");
  return /^[=+\-@]/.test(bare) && Number.isNaN(Number(bare));
}
