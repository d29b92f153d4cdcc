import { LRUCache } from "lru-cache";
import { ipMatcher } from "../base/ip-ranges.ts";
import type { TrackedSite, TrackingPrivacy } from "../catalog/hit.ts";
import type { RetentionSettings } from "../db/settings.ts";
import { createLocator, type Locate, type LocatorConfig } from "./location.ts";
import type { SiteReader } from "./sites.ts";

/**
 * What accepting a hit asks of the records, remembered until they change: thousands of hits a second must not each ask the
 * records for their site and their token.
 */
export interface Gatekeeper {
  findSite(id: number): Promise<TrackedSite | undefined>;
  privacy(): Promise<TrackingPrivacy>;
  retention(): Promise<RetentionSettings>;
  locate(): Promise<Locate>;
  /** Whether the token may write to the site. */
  mayWrite(token: string, site: number): Promise<boolean>;
  excludesIp(site: TrackedSite, ip: string): boolean;
  /** Forgets what is old where the records have changed. Whoever changes records in this process calls it afterwards. */
  refresh(): Promise<void>;
  /** The same, but looks only now and then: for changes made by others. */
  glance(): Promise<void>;
}

export interface GatekeeperParts {
  readonly sites: SiteReader;
  readonly databases: LocatorConfig["databases"];
  readonly mayWrite: (token: string, site: number) => Promise<boolean>;
}

const glanceEvery = 500;
/** Milliseconds after which a token is looked up again, for it may have expired. */
const tokenMemory = 10_000;

export function createGatekeeper({ sites, databases, mayWrite }: GatekeeperParts): Gatekeeper {
  const writers = new LRUCache<string, Promise<boolean>>({ max: 1000, ttl: tokenMemory });
  let matchers = new WeakMap<TrackedSite, (ip: string) => boolean>();
  let locate: Promise<Locate> | undefined;
  let glanced = Number.NEGATIVE_INFINITY;

  const refresh = async () => {
    glanced = performance.now();
    if (!(await sites.refresh())) return;
    writers.clear();
    matchers = new WeakMap();
    locate = undefined;
  };
  return {
    findSite: sites.find,
    privacy: sites.privacy,
    retention: sites.retention,
    locate: () => {
      locate ??= sites.locationProvider().then((provider) => createLocator({ provider, databases }));
      return locate;
    },
    mayWrite: (token, site) => {
      const key = `${site} ${token}`;
      const known = writers.get(key);
      if (known) return known;
      const asked = mayWrite(token, site);
      writers.set(key, asked);
      asked.catch(() => writers.delete(key));
      return asked;
    },
    excludesIp: (site, ip) => {
      const matches = matchers.get(site) ?? ipMatcher(site.excludedIps);
      matchers.set(site, matches);
      return matches(ip);
    },
    refresh,
    glance: async () => {
      if (performance.now() - glanced > glanceEvery) await refresh();
    },
  };
}
