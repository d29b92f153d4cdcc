/**
 * Undoes percent encoding as forms write it, `+` for a space included. A percent sign that begins no valid escape stays as it
 * is, and bytes that are no well-formed UTF-8 become replacement characters.
 */
export function decodePercent(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return decodeBytes(spaced);
  }
}

function decodeBytes(text: string): string {
  const bytes: Buffer[] = [];
  for (const [piece, code] of text.matchAll(/%([0-9a-f]{2})|%|[^%]+/gi))
    bytes.push(code === undefined ? Buffer.from(piece) : Buffer.from(code, "hex"));
  return Buffer.concat(bytes).toString("utf8");
}
