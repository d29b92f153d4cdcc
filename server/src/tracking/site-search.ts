import { isAnyOf } from "../base/excluded-parameters.ts";
import type { HitParams, TrackedSite } from "../catalog/hit.ts";
import { cleanText, cutToBytes, textOf, trimmed } from "./clean-text.ts";
import { withQuestionMark } from "./page-url.ts";
import { decodeQueryValue, type QueryValue, readQueryString, writeQueryString } from "./query-string.ts";
import { joinUrl, splitUrl, type UrlParts } from "./url-parts.ts";

/** A search on the site itself. */
export interface SiteSearch {
  readonly keyword: string;
  readonly category: string;
  /** Results found; null where it was not told. */
  readonly count: number | null;
  /** Address of the page of results without keyword and category; empty where the tracker told of the search itself. */
  readonly url: string;
}

/** Finds the search that a hit tells of: by the parameters `search`, `search_cat`, `search_count`, else by those of the page's address. */
export function findSearch(params: HitParams, site: TrackedSite): SiteSearch | undefined {
  if (!site.siteSearch) return undefined;
  const found = toldSearch(params) ?? searchInUrl(textOf(params, "url"), site, textOf(params, "cs"));
  const keyword = cleanText(found?.keyword ?? "");
  if (!found || isBlank(keyword)) return undefined;
  return { ...found, keyword, category: cutToBytes(trimmed(found.category), longestCategory) };
}

const longestCategory = 200;

/** NOTE matomo: nobody searches for `0`. */
function isBlank(text: string): boolean {
  return text === "" || text === "0";
}

function toldSearch(params: HitParams): SiteSearch | undefined {
  const keyword = textOf(params, "search");
  if (isBlank(keyword)) return undefined;
  const count = params.integer("search_count", -1);
  return { keyword, category: textOf(params, "search_cat"), count: count >= 0 ? count : null, url: "" };
}

function searchInUrl(text: string, site: TrackedSite, charset: string): SiteSearch | undefined {
  const parts = splitUrl(withQuestionMark(cleanText(text)));
  if (!parts) return undefined;
  const route = splitFragment(parts.fragment);
  const values = lowerNames(readQueryString(`${parts.query}&${route.query}`));

  const keywordName = site.searchKeywordParameters.find((name) => firstOf(values, name) !== undefined);
  if (keywordName === undefined) return undefined;
  const categoryName = site.searchCategoryParameters.find((name) => firstOf(values, name) !== undefined);
  const decoded = (name: string | undefined) => decodeQueryValue((name && firstOf(values, name)) ?? "", charset);
  const count = values.get("search_count");
  return {
    keyword: decoded(keywordName),
    category: decoded(categoryName),
    count: typeof count === "string" && /^\d+(?:\.\d*)?$/.test(count) ? Math.trunc(Number(count)) : null,
    // NOTE matomo: where no category is given, the last name that could have been one is taken out.
    url: joinUrl(without(parts, route, [keywordName, categoryName ?? site.searchCategoryParameters.at(-1) ?? ""])),
  };
}

/** The fragment of an application's address may have a query of its own: `#/results?q=shoes`. */
interface Route {
  readonly path: string;
  readonly query: string;
}

function splitFragment(fragment: string): Route {
  const at = fragment.indexOf("?");
  return at < 0 || at === fragment.length - 1
    ? { path: "", query: fragment }
    : { path: fragment.slice(0, at), query: fragment.slice(at + 1) };
}

function lowerNames(values: ReadonlyMap<string, QueryValue>): ReadonlyMap<string, QueryValue> {
  return new Map([...values].map(([name, value]) => [name.toLowerCase(), value]));
}

/** The value of that name, or the first of its list; undefined where there is none or it is blank. */
function firstOf(values: ReadonlyMap<string, QueryValue>, name: string): string | undefined {
  const value = values.get(name.toLowerCase());
  const first = typeof value === "object" && value ? value[0] : value;
  return typeof first === "string" && !isBlank(first) ? first : undefined;
}

function without(parts: UrlParts, route: Route, names: readonly string[]): UrlParts {
  const isSearch = isAnyOf(names);
  const rest = (query: string) => writeQueryString(readQueryString(query), isSearch);
  const routeQuery = rest(route.query);
  const fragment = [route.path, routeQuery].filter((part) => part !== "").join("?");
  return { ...parts, query: rest(parts.query), fragment };
}
