import { readFileSync } from "node:fs";

const named: Readonly<Record<string, string>> = JSON.parse(readFileSync(new URL("../../data/html-entities.json", import.meta.url), "utf8"));

const entity = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,7}));/g;

/** Reads the character references of HTML 4.01 (`&amp;`, `&#39;`, `&eacute;`) once; what is none stays as it stands. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(entity, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? named[name]! : whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal!, 16);
    return isCharacter(code) ? String.fromCodePoint(code) : whole;
  });
}

/** Code points that HTML 4.01 lets a document hold: no control characters, no surrogates. */
function isCharacter(code: number): boolean {
  if (code === 0x09 || code === 0x0a || code === 0x0d) return true;
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0x10ffff);
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#039;" };

/** Writes the five characters that mean something in HTML as character references. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character]!);
}
