import { trimmed } from "./clean-text.ts";

/** What stands behind a name: text as it was written, null where not even `=` does, a list where names end in `[]`. */
export type QueryValue = string | null | readonly (string | null)[];

/**
 * Reads a query string into names and values, both as they were written, not decoded. A later value of a name replaces an earlier one at
 * its place; names that end in `[]` gather a list; pairs without a name are left out.
 */
export function readQueryString(query: string): Map<string, QueryValue> {
  const values = new Map<string, QueryValue>();
  for (const pair of trimmed(query.startsWith("?") ? query.slice(1) : query).split("&")) {
    const at = pair.indexOf("=");
    const name = at < 0 ? pair : pair.slice(0, at);
    const value = at < 0 ? null : pair.slice(at + 1);
    const listed = name.replace(/(?:\[|%5b)(?:\]|%5d)$/i, "");
    if (listed !== name && listed !== "") {
      const before = values.get(listed);
      values.set(listed, [...(typeof before === "object" && before ? before : []), value]);
    } else if (name !== "") {
      values.set(name, value);
    }
  }
  return values;
}

/** Writes a query string of those names that are not excluded. */
export function writeQueryString(values: ReadonlyMap<string, QueryValue>, isExcluded: (name: string) => boolean): string {
  const pairs: string[] = [];
  for (const [written, value] of values) {
    const name = written.replaceAll("%5B", "[").replaceAll("%5D", "]");
    if (isExcluded(name)) continue;
    if (typeof value === "string" || value === null) pairs.push(pair(name, value));
    else pairs.push(...value.map((one) => pair(`${name}[]`, one)));
  }
  return pairs.join("&");
}

function pair(name: string, value: string | null): string {
  return value === null ? name : `${name}=${value}`;
}

/**
 * Decodes `%xx` and `+` in a value of a query string. Its bytes are text in the page's charset where one is named, else in UTF-8; bytes
 * that are no text in it stay percent-encoded.
 */
export function decodeQueryValue(value: string, charset = ""): string {
  const bytes = bytesOf(value);
  const text = (charset === "" ? undefined : decode(bytes, charset)) ?? decode(bytes, "utf-8");
  return text ?? percentEncode(bytes);
}

function bytesOf(value: string): Buffer {
  const pieces = value.replaceAll("+", " ").split(/((?:%[0-9a-fA-F]{2})+)/);
  return Buffer.concat(
    pieces.map((piece, index) => (index % 2 === 1 ? Buffer.from(piece.replaceAll("%", ""), "hex") : Buffer.from(piece, "utf8"))),
  );
}

function decode(bytes: Buffer, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function percentEncode(bytes: Buffer): string {
  let text = "";
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (/[a-zA-Z0-9_.-]/.test(character)) text += character;
    else text += byte === 0x20 ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return text;
}
