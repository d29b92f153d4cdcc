import { readFileSync } from "node:fs";

/** One set of hosts of a search engine. Patterns look at the whole address for keywords, and at path and query for hidden ones. */
export interface SearchEngine {
  readonly name: string;
  /** Parameters that hold the keyword, or patterns whose first group does; the first that is there counts. */
  readonly params: readonly (string | RegExp)[];
  /** Paths from which visitors come without a keyword. */
  readonly hidden: readonly (string | RegExp)[];
  readonly charsets: readonly string[];
}

export interface SearchEngines {
  /** By host, or host and path; national hosts under what `generalise` makes of them. */
  readonly byHost: ReadonlyMap<string, SearchEngine>;
  /** Makes `google.{}` of `www.google.co.uk` and `{}.bing.com` of `de.bing.com`. */
  readonly generalise: (host: string) => string;
}

/** Names by domain, or by domain and beginning of the path. */
export type NamedPlaces = ReadonlyMap<string, string>;

/** What is known of the places that visitors come from. */
export interface ReferrerLists {
  readonly searchEngines: SearchEngines;
  readonly socialNetworks: NamedPlaces;
  readonly aiAssistants: NamedPlaces;
  /** Domains that send made-up referrers. */
  readonly spammers: ReadonlySet<string>;
}

/** Reads the lists of `server/data`. They never change while the server runs: load them once. */
export function loadReferrerLists(): ReferrerLists {
  return {
    searchEngines: loadSearchEngines(),
    socialNetworks: placesOf(read<readonly NamedHosts[]>("social-networks.json")),
    aiAssistants: placesOf(read<readonly NamedHosts[]>("ai-assistants.json")),
    spammers: new Set(read<readonly string[]>("referrer-spammers.json")),
  };
}

interface NamedHosts {
  readonly name: string;
  readonly hosts: readonly string[];
}

interface SearchEngineFacts extends NamedHosts {
  readonly params: readonly string[];
  readonly hidden?: readonly string[];
  readonly charsets?: readonly string[];
}

function loadSearchEngines(): SearchEngines {
  const { countries, engines } = read<{ readonly countries: readonly string[]; readonly engines: readonly SearchEngineFacts[] }>(
    "search-engines.json",
  );
  const byHost = new Map<string, SearchEngine>();
  for (const { name, hosts, params, hidden = ["/^$/", "/"], charsets = [] } of engines) {
    const engine = { name, params: params.map(patternOf), hidden: hidden.map(patternOf), charsets };
    for (const host of hosts) byHost.set(host, engine);
  }
  return { byHost, generalise: generaliser(countries) };
}

/** `/…/` stands for a pattern; a lone `/` for itself. */
function patternOf(text: string): string | RegExp {
  return /^\/.+\/$/.test(text) ? new RegExp(text.slice(1, -1)) : text;
}

function generaliser(countries: readonly string[]): (host: string) => string {
  const country = countries.join("|");
  const end = new RegExp(`(?:\\.(?:com|org|net|co|it|edu))?\\.(?:${country})(/|$)`, "g");
  const start = new RegExp(`(^|\\.)(?:${country})\\.`, "g");
  return (host) =>
    host
      .replace(/^(?:w+[0-9]*|search)\./, "")
      .replace(/(^|\.)m\./g, "$1")
      .replace(end, ".{}$1")
      .replace(start, "$1{}.");
}

function placesOf(list: readonly NamedHosts[]): NamedPlaces {
  return new Map(list.flatMap(({ name, hosts }) => hosts.map((host) => [host, name] as const)));
}

function read<Facts>(file: string): Facts {
  return JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), "utf8")) as Facts;
}
