import { decodeEntities } from "../base/html.ts";
import type { HitParams } from "../catalog/hit.ts";

/** Bytes that an address, a title or a keyword may have; Matomo's `page_maximum_length`. */
const longestText = 1024;

/** Removes the white space around a text: ASCII's only, as trackers of other makes do. */
export function trimmed(text: string): string {
  return text.replace(/^[ \t\n\r\0\v]+|[ \t\n\r\0\v]+$/g, "");
}

/** A parameter's text as it was meant: character references of HTML read, null characters gone. Empty where the parameter is absent. */
export function textOf(params: HitParams, name: string): string {
  return decodeEntities(params.text(name)).replaceAll("\0", "");
}

/** Makes one line of at most 1024 bytes of UTF-8 of it, without white space around. */
export function cleanText(text: string): string {
  return cutToBytes(trimmed(text).replace(/[\n\r\0]/g, ""), longestText);
}

/** The longest beginning of whole characters that takes at most that many bytes of UTF-8. */
export function cutToBytes(text: string, limit: number): string {
  // No character takes more than three bytes for each of its units of UTF-16.
  if (text.length * 3 <= limit) return text;
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length <= limit) return text;
  let end = limit;
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end--;
  return bytes.toString("utf8", 0, end);
}

/** The first characters of it, at most that many. */
export function cutToCharacters(text: string, limit: number): string {
  return text.length <= limit ? text : [...text.slice(0, 2 * limit)].slice(0, limit).join("");
}
