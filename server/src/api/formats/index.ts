import { unknownFormat } from "../../base/errors.ts";
import { csv, tsv } from "./delimited.ts";
import type { Format } from "./format.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { rss } from "./rss.ts";
import { xml } from "./xml.ts";

/** The formats by their names in lower case. NOTE matomo: `original` is what PHP callers know; here it is JSON. */
const formats: ReadonlyMap<string, Format> = new Map(Object.entries({ xml, json, csv, tsv, html, rss, original: json }));

export function isFormat(name: string): boolean {
  return formats.has(name.trim().toLowerCase() || "xml");
}

/** The format of that name in any case, XML where none is given. Throws unknownFormat. */
export function findFormat(name: string): Format {
  const found = formats.get(name.trim().toLowerCase() || "xml");
  if (!found) throw unknownFormat(name, [...formats.keys()].join(", "));
  return found;
}
