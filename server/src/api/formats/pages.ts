import type { Answer, Row, Table } from "../../catalog/table.ts";
import { byteOrderMark, utf16 } from "./delimited.ts";
import type { Body, Format, Frame, PrintContext, Printed } from "./format.ts";
import { joined, type Pieces } from "./pieces.ts";

/** Prints an answer; a table of which rows are still to be read goes out as they are. */
export function printAnswer(format: Format, answer: Answer, context: PrintContext): Printed {
  if (answer.kind !== "table" || !answer.following || !format.frame) return format.print(answer, context);
  const { following, ...first } = answer;
  // As to its kind, one row is printed like all of them.
  const printed = format.print({ ...first, rows: first.rows.slice(0, 1) }, context);
  const pages = textsOf(format.frame, (table) => textOf(format.print(table, { ...context, wide: false }).body), first, following);
  return { ...printed, body: Buffer.isBuffer(printed.body) ? widened(pages) : pages };
}

/**
 * The text of a table, page after page: each is printed as a table of its own, of which the frame is left off.
 * Throws where a page has other columns than the first one, as its cells would stand in the wrong ones.
 */
async function* textsOf(
  frameOf: (text: string) => Frame,
  print: (table: Table) => string,
  first: Table,
  following: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  const text = print(first);
  const { before, behind, between } = frameOf(text);
  const end = text.length - behind;
  yield text.slice(0, end);
  for await (const rows of following) {
    if (rows.length === 0) continue;
    const page = print({ kind: "table", rows });
    const frame = frameOf(page);
    if (page.slice(0, frame.before) !== text.slice(0, before)) throw new Error("a page of a table has other columns than its first page");
    yield between + page.slice(frame.before, page.length - frame.behind);
  }
  yield text.slice(end);
}

function textOf(body: Body): string {
  if (typeof body === "string") return body;
  if (Buffer.isBuffer(body) || !(Symbol.iterator in body)) throw new Error("a page of a table is printed as text");
  return joined(body as Pieces);
}

async function* widened(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  yield utf16(byteOrderMark);
  for await (const text of texts) yield utf16(text);
}
