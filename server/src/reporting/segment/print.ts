import type { Expression } from "./expression.ts";

/** Writes a segment so that reading it gives the same conditions again, whatever their values hold. */
export function printSegment(expression: Expression): string {
  return expression
    .map((alternatives) => alternatives.map(({ name, operator, value }) => `${name}${operator}${guarded(value)}`).join(","))
    .join(";");
}

/** Reading undoes percent encoding three times over: the segment, the condition, and the value. */
function guarded(value: string): string {
  return value.replace(/[^\p{L}\p{N} ._~/:?@-]/gu, (character) => encode(encode(encode(character)))).replaceAll(" ", "+");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
