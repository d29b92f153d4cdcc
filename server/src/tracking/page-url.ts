import { excludedFrom } from "../base/excluded-parameters.ts";
import type { TrackedSite } from "../catalog/hit.ts";
import { cleanText } from "./clean-text.ts";
import { readQueryString, writeQueryString } from "./query-string.ts";
import { joinUrl, looksLikeUrl, splitUrl, type UrlParts } from "./url-parts.ts";

/** The text as one line if it may be an address, else empty. */
export function readUrl(text: string): string {
  const url = cleanText(text);
  return looksLikeUrl(url) ? url : "";
}

/**
 * The address of a page as it is stored and shown: without the parameters that the site excludes, its host in lower case, its fragment
 * only where the site keeps it. Empty where the text is no address.
 */
export function cleanPageUrl(text: string, site: TrackedSite): string {
  const parts = splitUrl(withQuestionMark(cleanText(text)));
  if (!parts) return "";
  const host = parts.host.toLowerCase();
  const fragment = site.keepUrlFragments ? parts.fragment.replace(/#$/, "") : "";
  return readUrl(joinUrl(excludeParameters({ ...parts, host, fragment }, site)));
}

/** Parameters in a fragment go too, but only where the address has no query. */
function excludeParameters(parts: UrlParts, site: TrackedSite): UrlParts {
  const part = parts.query !== "" ? "query" : "fragment";
  if (parts[part] === "") return parts;
  return { ...parts, [part]: writeQueryString(readQueryString(parts[part]), excludedFrom(site)) };
}

/** Turns parameters behind semicolons, `/page;a=1;b=2`, into a query; where both are there, they become one. */
export function withQuestionMark(url: string): string {
  const semicolon = url.indexOf(";");
  if (semicolon < 0) return url;
  const question = url.indexOf("?");
  if (question >= 0 && question < semicolon) return url;
  const alike = question < 0 ? url : `${url.slice(0, question)};${url.slice(question + 1)}`;
  return `${alike.slice(0, semicolon)}?${alike.slice(semicolon + 1).replaceAll(";", "&")}`;
}

/** An address without its beginning, and the number of that: 0 `http://`, 1 `http://www.`, 2 `https://`, 3 `https://www.`; null for any other. */
export interface NormalUrl {
  readonly url: string;
  readonly urlPrefix: number | null;
}

/** Takes the beginning off an address, so that one page has one address. */
export function normaliseUrl(url: string): NormalUrl {
  const start = /^http(s?):\/\/(www\.)?/i.exec(url);
  if (!start) return { url, urlPrefix: null };
  return { url: url.slice(start[0].length), urlPrefix: (start[1] ? 2 : 0) + (start[2] ? 1 : 0) };
}

/**
 * Whether the address belongs to none of the site's: another host, or another path where the site's addresses have one. `www.` and case
 * do not matter, and a site's address whose host begins with a dot stands for all hosts below it. Without addresses nothing is foreign.
 */
export function isForeignUrl(site: TrackedSite, url: string): boolean {
  if (site.urls.length === 0) return false;
  const page = placeOf(url);
  if (!page) return true;
  return !site.urls.some((own) => {
    const place = placeOf(own);
    return place !== undefined && isHostOf(page.host, place.host) && page.path.startsWith(place.path);
  });
}

function placeOf(url: string): { readonly host: string; readonly path: string } | undefined {
  const parts = splitUrl(cleanText(url));
  if (!parts || parts.host === "") return undefined;
  const path = parts.path.toLowerCase();
  return { host: parts.host.toLowerCase().replace(/^www\./, ""), path: path.endsWith("/") ? path : `${path}/` };
}

function isHostOf(host: string, own: string): boolean {
  return host === own || (own.startsWith(".") && `.${host}`.endsWith(own));
}
