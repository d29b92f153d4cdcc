import { LRUCache } from "lru-cache";
import type { CustomDimension, Goal, TrackedSite, TrackingPrivacy } from "../catalog/hit.ts";
import { type Records, recordsVersion } from "../db/records.ts";
import { type InstanceSettings, type RetentionSettings, readSettings } from "../db/settings.ts";
import { findSite, type Site, splitList, urlsOf } from "../db/sites.ts";

/** What tracking knows of sites and settings: read from the records once, and again after they have changed. */
export interface SiteReader {
  find(id: number): Promise<TrackedSite | undefined>;
  privacy(): Promise<TrackingPrivacy>;
  /** How long visits are kept. */
  retention(): Promise<RetentionSettings>;
  /** The id of the way in which countries are found; undefined leaves it to the server's configuration. */
  locationProvider(): Promise<string | undefined>;
  /**
   * Looks whether the records have changed, by whomever, and forgets what is old. The others answer from memory, so whoever serves
   * requests calls this once for each request or batch. Tells whether anything was forgotten.
   */
  refresh(): Promise<boolean>;
  /** Reads everything anew when next asked. */
  forget(): void;
}

/** Sites remembered at most, those that do not exist included: requests can name any number. */
const remembered = 10_000;

/** Reads through its own connection, so that any thread or process can have one. */
export function createSiteReader(records: Records): SiteReader {
  const sites = new LRUCache<number, Promise<TrackedSite | undefined>>({ max: remembered });
  let settings: Promise<InstanceSettings> | undefined;
  let version: string | undefined;

  const forget = () => {
    sites.clear();
    settings = undefined;
  };
  const readSettingsOnce = () => {
    if (!settings) {
      const reading = readSettings(records);
      settings = reading;
      // What could not be read is not remembered.
      reading.catch(() => {
        if (settings === reading) settings = undefined;
      });
    }
    return settings;
  };

  return {
    find: (id) => {
      const known = sites.get(id);
      if (known) return known;
      const reading = readSettingsOnce().then((all) => readSite(records, id, all));
      sites.set(id, reading);
      reading.catch(() => {
        if (sites.peek(id) === reading) sites.delete(id);
      });
      return reading;
    },
    privacy: async () => privacyOf(await readSettingsOnce()),
    retention: async () => (await readSettingsOnce()).retention,
    locationProvider: async () => (await readSettingsOnce()).locationProvider,
    refresh: async () => {
      const now = await recordsVersion(records);
      const isOld = now !== version;
      if (isOld) forget();
      version = now;
      return isOld;
    },
    forget,
  };
}

async function readSite(records: Records, id: number, settings: InstanceSettings): Promise<TrackedSite | undefined> {
  const site = await findSite(records, id);
  return site && trackedSite(site, settings, await readGoals(records, id), await readCustomDimensions(records, id));
}

function trackedSite(
  site: Site,
  settings: InstanceSettings,
  goals: readonly Goal[],
  customDimensions: readonly CustomDimension[],
): TrackedSite {
  const urls = urlsOf(site);
  const both = (everywhere: string | undefined, here: string) => [...new Set([...splitList(everywhere ?? ""), ...splitList(here)])];
  return {
    id: site.id,
    name: site.name,
    urls,
    hosts: urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname),
    timezone: site.timezone,
    currency: site.currency,
    ecommerce: site.ecommerce === 1,
    siteSearch: site.site_search === 1,
    searchKeywordParameters: splitList(site.search_keyword_parameters || settings.searchKeywordParameters),
    searchCategoryParameters: splitList(site.search_category_parameters || (settings.searchCategoryParameters ?? "")),
    excludedQueryParameters: both(settings.excludedQueryParameters, site.excluded_query_parameters),
    excludedIps: both(settings.excludedIps, site.excluded_ips),
    excludedUserAgents: both(settings.excludedUserAgents, site.excluded_user_agents),
    excludedReferrers: both(settings.excludedReferrers, site.excluded_referrers),
    excludeUnknownUrls: site.exclude_unknown_urls === 1,
    // 1 keeps and 2 drops them whatever the instance says.
    keepUrlFragments: site.keep_url_fragments === 0 ? settings.keepUrlFragments : site.keep_url_fragments === 1,
    goals,
    customDimensions,
  };
}

async function readGoals(records: Records, site: number): Promise<readonly Goal[]> {
  const rows = await records.selectFrom("goals").selectAll().where("site", "=", site).where("deleted", "=", 0).orderBy("goal").execute();
  return rows.map((row) => ({
    id: row.goal,
    name: row.name,
    matchAttribute: row.match_attribute,
    pattern: row.pattern,
    patternType: row.pattern_type,
    caseSensitive: row.case_sensitive === 1,
    revenue: row.revenue,
    multiple: row.multiple === 1,
    eventValueAsRevenue: row.event_value_as_revenue === 1,
  }));
}

async function readCustomDimensions(records: Records, site: number): Promise<readonly CustomDimension[]> {
  const rows = await records.selectFrom("custom_dimensions").selectAll().where("site", "=", site).orderBy("dimension").execute();
  return rows.map((row) => ({
    id: row.dimension,
    index: row.slot,
    scope: row.scope === "visit" ? "visit" : "action",
    active: row.active === 1,
    extractions: JSON.parse(row.extractions) as CustomDimension["extractions"],
    caseSensitive: row.case_sensitive === 1,
  }));
}

function privacyOf({ privacy }: InstanceSettings): TrackingPrivacy {
  const { anonymizeIp, maskBytes, ...rest } = privacy;
  return { ...rest, maskBytes: anonymizeIp ? maskBytes : 0 };
}
