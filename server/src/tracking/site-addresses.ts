import type { TrackedSite } from "../catalog/hit.ts";
import { splitUrl, type UrlParts } from "./url-parts.ts";

/** Paths of a host, deepest first, each with the sites that have it. Paths are lower case and end with `/`. */
type Paths = ReadonlyMap<string, ReadonlySet<number>>;

/** Which site owns which address: by host without `www.`, then by path. A host that starts with `.` stands for all below it. */
export type SiteAddresses = ReadonlyMap<string, Paths>;

type Place = Pick<UrlParts, "host" | "path">;

/** Indexes the addresses of sites, to tell whose an address is. */
export function siteAddresses(sites: Iterable<Pick<TrackedSite, "id" | "urls">>): SiteAddresses {
  const byHost = new Map<string, Map<string, Set<number>>>();
  for (const { id, urls } of sites)
    for (const url of urls) {
      const parts = splitUrl(url);
      if (!parts || parts.host === "") continue;
      const paths = entry(byHost, canonicalHost(parts.host), () => new Map<string, Set<number>>());
      entry(paths, canonicalPath(parts.path), () => new Set<number>()).add(id);
    }
  return new Map([...byHost].map(([host, paths]) => [host, new Map([...paths].sort(deepestFirst))]));
}

/** Whether the address belongs to the site. What lies on `currentHost`, where the visitor is, does, unless a site has that path as its own. */
export function ownsAddress(addresses: SiteAddresses, site: number, { host, path }: Place, currentHost: string): boolean {
  const wanted = canonicalPath(path);
  const current = canonicalHost(currentHost);
  for (const candidate of hostsOf(canonicalHost(host))) {
    const [known, owners] = deepest(addresses.get(candidate), wanted) ?? [];
    if (candidate === current && (known === undefined || known === "/")) return true;
    if (owners) return owners.has(site);
  }
  return false;
}

/** The deepest path of a known site that the address lies under, without its last `/`; empty where there is none. */
export function knownPath(addresses: SiteAddresses, { host, path }: Place): string {
  return deepest(addresses.get(canonicalHost(host)), canonicalPath(path))?.[0].replace(/\/$/, "") ?? "";
}

function deepest(paths: Paths | undefined, wanted: string): readonly [string, ReadonlySet<number>] | undefined {
  return paths && [...paths].find(([path]) => wanted.startsWith(path));
}

/** The host itself, then the marks that stand for all hosts below it or below one of its domains. */
function hostsOf(host: string): readonly string[] {
  const labels = host.split(".");
  const domains = labels.slice(0, Math.max(1, labels.length - 1)).map((_, index) => `.${labels.slice(index).join(".")}`);
  return [host, ...domains];
}

function canonicalHost(host: string): string {
  return host.toLowerCase().replace(/^www\./, "");
}

function canonicalPath(path: string): string {
  const lower = path.toLowerCase();
  return lower.endsWith("/") ? lower : `${lower}/`;
}

function deepestFirst([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return other.split("/").length - one.split("/").length || (one < other ? 1 : -1);
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
