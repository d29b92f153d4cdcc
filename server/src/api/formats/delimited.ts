import type { Answer, Value } from "../../catalog/table.ts";
import { flatRows } from "./flat-rows.ts";
import { type Body, type Format, type PrintContext, type Printed, plainError } from "./format.ts";
import { bodyOf, type Pieces } from "./pieces.ts";
import { valueText } from "./value-text.ts";

/** CSV and TSV: one line for each row, after one with the columns. */
function delimited(type: string, separator: string, ending: string): Format {
  const saved = (body: string | Pieces, { wide, fileName }: PrintContext): Printed => ({
    type: `${type}; charset=${wide ? "utf-16le" : "utf-8"}`,
    body: wide ? widened(body) : body,
    fileName: `${fileName}.${ending}`,
  });
  return {
    print: (answer, context) => {
      const body = bodyOf(lines(answer, separator, context), answer);
      return body === "" ? { type: `${type}; charset=utf-8`, body: "No data available" } : saved(body, context);
    },
    done: (context) => saved("message\nok", { ...context, wide: false }),
    error: plainError,
    frame: (text) => ({ before: text.indexOf("\n") + 1, behind: 0, between: "\n" }),
  };
}

export const csv: Format = delimited("text/csv", ",", "csv");
export const tsv: Format = delimited("text/tab-separated-values", "\t", "tsv");

/** What wide text begins with. */
export const byteOrderMark = "\ufeff";

/** The bytes of wide text. */
export function utf16(text: string): Buffer {
  return Buffer.from(text, "utf16le");
}

function widened(body: string | Pieces): Body {
  return typeof body === "string" ? utf16(byteOrderMark + body) : widePieces(body);
}

function* widePieces(pieces: Pieces): Generator<Buffer> {
  yield utf16(byteOrderMark);
  for (const piece of pieces) yield utf16(piece);
}

/** Lines with what parts them. */
function* lines(answer: Answer, separator: string, context: PrintContext): Generator<string> {
  const write = (values: readonly Value[]) => values.map((value) => cellText(value, separator)).join(separator);
  const columns = isPlainList(answer) ? [] : [...mapKeys(answer).map(context.titleOf), ...gatherColumns(answer, new Set(), context)];
  if (columns.length > 0) yield write(columns);
  let isFirst = columns.length === 0;
  for (const values of lineValues(answer, new Set(), context)) {
    yield (isFirst ? "" : "\n") + write(values);
    isFirst = false;
  }
}

/** Adds the columns of an answer, in the order in which they turn up. */
function gatherColumns(answer: Answer, columns: Set<string>, context: PrintContext): Set<string> {
  if (answer.kind === "map") for (const [, inner] of answer.entries) gatherColumns(inner, columns, context);
  else for (const row of flatRows(answer, context)) for (const column of row.keys()) columns.add(column);
  return columns;
}

/**
 * The values of each line, those of maps' labels first.
 * NOTE matomo: lines end with the columns known so far, which `columns` gathers table by table; those that later tables bring are
 * left off earlier lines.
 */
function* lineValues(answer: Answer, columns: Set<string>, context: PrintContext): Generator<readonly Value[]> {
  if (answer.kind === "map") {
    for (const [label, inner] of answer.entries) for (const values of lineValues(inner, columns, context)) yield [label, ...values];
    return;
  }
  gatherColumns(answer, columns, context);
  for (const row of flatRows(answer, context)) yield Array.from(columns, (column) => row.get(column) ?? "");
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
