import { type Records, writeSetting } from "./records.ts";
import { type Site, splitList } from "./sites.ts";

/** What is done to protect visitors, as the administrator set it. */
export interface PrivacySettings {
  readonly anonymizeIp: boolean;
  /** Bytes of an address that are zeroed while `anonymizeIp` is on. */
  readonly maskBytes: 1 | 2 | 3 | 4;
  readonly enrichWithMaskedIp: boolean;
  readonly obeyDoNotTrack: boolean;
  readonly anonymizeUserId: boolean;
  readonly anonymizeOrderId: boolean;
  readonly anonymizeReferrer: "" | "exclude_query" | "exclude_path" | "exclude_all";
  readonly cookieless: boolean;
}

/** What is deleted by the clock. */
export interface RetentionSettings {
  readonly deleteVisits: boolean;
  /** Days after which visits go. */
  readonly visitDays: number;
  /** Days between two deletions. */
  readonly everyDays: number;
}

/** Settings of the whole instance. Lists are comma-separated text, undefined while nobody has set them. */
export interface InstanceSettings {
  readonly privacy: PrivacySettings;
  readonly retention: RetentionSettings;
  /** How the country of a visitor is found; undefined leaves it to the server's configuration. */
  readonly locationProvider: string | undefined;
  readonly excludedIps: string | undefined;
  readonly excludedQueryParameters: string | undefined;
  readonly excludedUserAgents: string | undefined;
  readonly excludedReferrers: string | undefined;
  readonly searchKeywordParameters: string;
  readonly searchCategoryParameters: string | undefined;
  readonly keepUrlFragments: boolean;
  readonly defaultTimezone: string;
  readonly defaultCurrency: string;
}

/** What holds until somebody sets it. NOTE matomo: the same defaults. */
export const defaultSettings: InstanceSettings = {
  privacy: {
    anonymizeIp: true,
    maskBytes: 2,
    enrichWithMaskedIp: false,
    obeyDoNotTrack: false,
    anonymizeUserId: false,
    anonymizeOrderId: false,
    anonymizeReferrer: "",
    cookieless: false,
  },
  retention: { deleteVisits: false, visitDays: 180, everyDays: 7 },
  locationProvider: undefined,
  excludedIps: undefined,
  excludedQueryParameters: undefined,
  excludedUserAgents: undefined,
  excludedReferrers: undefined,
  searchKeywordParameters: "q,query,s,search,searchword,k,keyword,keywords",
  searchCategoryParameters: undefined,
  keepUrlFragments: false,
  defaultTimezone: "UTC",
  defaultCurrency: "USD",
};

/** All settings as they stand, in one query. */
export async function readSettings(records: Records): Promise<InstanceSettings> {
  const rows = await records.selectFrom("settings").selectAll().execute();
  const stored = Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value)])) as Partial<InstanceSettings>;
  return {
    ...defaultSettings,
    ...stored,
    privacy: { ...defaultSettings.privacy, ...stored.privacy },
    retention: { ...defaultSettings.retention, ...stored.retention },
  };
}

/** Names of the parameters that are taken out of the addresses of a site's pages: its own, then those of all sites. */
export function excludedParametersOf(site: Pick<Site, "excluded_query_parameters">, settings: InstanceSettings): readonly string[] {
  return [...new Set([site.excluded_query_parameters, settings.excludedQueryParameters ?? ""].flatMap(splitList))];
}

/** Sets the named settings and leaves the others. */
export async function changeSettings(records: Records, changes: Partial<InstanceSettings>): Promise<void> {
  for (const [name, value] of Object.entries(changes)) if (value !== undefined) await writeSetting(records, name, value);
}
