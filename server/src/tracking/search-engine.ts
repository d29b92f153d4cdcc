import { queryReader } from "./query-reader.ts";
import { decodeQueryValue } from "./query-string.ts";
import type { SearchEngine, SearchEngines } from "./referrer-lists.ts";
import { splitUrl, type UrlParts } from "./url-parts.ts";

/** A search that led here. The keyword is empty where the engine keeps it to itself. */
export interface Search {
  readonly engine: string;
  readonly keyword: string;
}

/** The search behind a referring address; undefined where it is no search engine's page of results. */
export function findSearch(address: string, engines: SearchEngines): Search | undefined {
  const parts = splitUrl(address);
  if (!parts) return undefined;
  // Some engines keep the search in the fragment.
  const query = parts.fragment === "" ? parts.query : `${parts.query}&${parts.fragment}`;
  const engine = findEngine(parts, query, engines);
  if (!engine) return undefined;
  const keyword = readKeyword(engine, query, address) ?? (isHidden(engine, parts, query) ? "" : undefined);
  return keyword === undefined ? undefined : { engine: narrowGoogle(engine.name, query), keyword: keyword.toLowerCase() };
}

function findEngine({ host: written, path }: UrlParts, query: string, { byHost, generalise }: SearchEngines): SearchEngine | undefined {
  const host = written.toLowerCase();
  const general = generalise(host);
  const known = [host + path, host, general + path, general].find((each) => byHost.has(each));
  return byHost.get(known ?? hostedEngine(host, path, query));
}

/** Engines that are found under hosts of others. */
function hostedEngine(host: string, path: string, query: string): string {
  if (query.startsWith("cx=partner-pub-")) return "google.com/cse";
  if (path.startsWith("/pemonitorhosted/ws/results/")) return "wsdsold.infospace.com";
  if (host.includes(".images.search.yahoo.com")) return "images.search.yahoo.com";
  return host.includes(".search.yahoo.com") ? "search.yahoo.com" : "";
}

/** The keyword; empty where the address shows that it was left out, undefined where there is no trace of one. */
function readKeyword(engine: SearchEngine, query: string, address: string): string | undefined {
  const shown = engine.name === "Google Images" ? pictureQuery(query) : query;
  const read = queryReader(shown);
  const advanced = engine.name === "Google" && /(?:^|&)as_/.test(shown) ? advancedSearch(read) : "";
  if (advanced !== "") return decodeKeyword(advanced, engine.charsets);
  for (const param of engine.params) {
    if (param instanceof RegExp) {
      const found = param.exec(address)?.[1];
      if (found !== undefined) return decodeKeyword(found, engine.charsets) || undefined;
      continue;
    }
    const keyword = decodeKeyword(read(param), engine.charsets);
    if (keyword !== "") return keyword;
    // NOTE matomo: an empty keyword counts as left out only where its parameter is not the first one.
    if (shown.includes(`&${param}=`) || shown.includes(`?${param}=`)) return "";
  }
  return undefined;
}

/** A picture's address names the page of results before it. */
function pictureQuery(query: string): string {
  const previous = query.includes("&prev") ? queryReader(query)("prev") : "";
  if (previous === "") return query;
  const address = decodeQueryValue(previous);
  return address.slice(address.indexOf("?") + 1);
}

/** Google's form for searches with all, any, exactly and none of some words. */
function advancedSearch(read: (name: string) => string): string {
  const [all, either, exactly, none] = ["as_q", "as_oq", "as_epq", "as_eq"].map(read) as [string, string, string, string];
  return [all, either.replaceAll("+", " OR "), exactly && `"${exactly}"`, none && `-${none}`].filter((words) => words !== "").join(" ");
}

/** NOTE matomo: where several charsets are named, UTF-8 leads; where one is, it rules even over what reads as UTF-8. */
function decodeKeyword(value: string, charsets: readonly string[]): string {
  const [only = "", ...others] = charsets;
  const charset = others.length > 0 && isUtf8(value) ? "" : (others[0] ?? only);
  return decodeQueryValue(value, charset).trim();
}

function isUtf8(value: string): boolean {
  try {
    decodeURIComponent(value);
    return true;
  } catch {
    return false;
  }
}

function isHidden({ hidden }: SearchEngine, { path, fragment }: UrlParts, query: string): boolean {
  const place = `${path}${query && `?${query}`}${fragment && `#${fragment}`}`;
  return hidden.some((pattern) => (pattern instanceof RegExp ? pattern.test(place) : pattern === place));
}

const googleTabs: Readonly<Record<string, string>> = { isch: "Google Images", vid: "Google Video", shop: "Google Shopping" };

function narrowGoogle(name: string, query: string): string {
  const tab = name === "Google" ? queryReader(query)("tbm") : "";
  return (Object.hasOwn(googleTabs, tab) && googleTabs[tab]) || name;
}
