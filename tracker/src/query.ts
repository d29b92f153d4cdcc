/** Parameters of a hit, by their names on the wire. */
export type Pairs = Readonly<Record<string, unknown>>;

/** Writes parameters as a query string; what is undefined, null or empty is left out. */
export function toQuery(pairs: Pairs): string {
  return Object.entries(pairs)
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([name, value]) => `${name}=${encode(String(value))}`)
    .join("&");
}

/** Half a character, which a text may be cut to, has no code: it is replaced. */
function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd"));
  }
}

/** Joins queries, leaving out empty ones. */
export function joined(...queries: readonly string[]): string {
  return queries.filter((query) => query !== "").join("&");
}
