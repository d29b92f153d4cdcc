import type { Value } from "../../catalog/table.ts";
import { joined, type Pieces } from "./pieces.ts";
import { valueText } from "./value-text.ts";

/** Escapes text for element content and attributes; characters that XML cannot hold go. */
export function escapeXml(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A line with a value in an element. `tag` may bring attributes. */
export function leaf(indent: string, tag: string, value: Value): string {
  const text = escapeXml(valueText(value));
  return text === "" ? `${indent}<${tag} />\n` : `${indent}<${tag}>${text}</${nameOf(tag)}>\n`;
}

/** An element around lines of others. */
export function nest(indent: string, tag: string, lines: string): string {
  return joined(nestPieces(indent, tag, [lines]));
}

/** The same piece by piece, with what stands behind it. */
export function* nestPieces(indent: string, tag: string, lines: Pieces, end = "\n"): Generator<string> {
  let isEmpty = true;
  for (const piece of lines) {
    if (piece === "") continue;
    if (isEmpty) yield `${indent}<${tag}>\n`;
    isEmpty = false;
    yield piece;
  }
  yield (isEmpty ? `${indent}<${tag} />` : `${indent}</${nameOf(tag)}>`) + end;
}

function nameOf(tag: string): string {
  return tag.split(" ", 1)[0]!;
}
