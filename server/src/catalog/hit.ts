import type { Day } from "../base/dates.ts";

/** What a tracking request says, read. Each accessor gives the parameter cleaned, or the fallback where it is absent or unreadable. */
export interface HitParams {
  has(name: string): boolean;
  text(name: string): string;
  integer(name: string, fallback: number): number;
  number(name: string): number | undefined;
  flag(name: string): boolean;
  json(name: string): unknown;
  names(): Iterable<string>;
}

export interface Goal {
  readonly id: number;
  readonly name: string;
  readonly matchAttribute: string;
  readonly pattern: string;
  readonly patternType: string;
  readonly caseSensitive: boolean;
  readonly revenue: number;
  readonly multiple: boolean;
  readonly eventValueAsRevenue: boolean;
}

export interface CustomDimension {
  /** Number within the site, as clients send it: `dimension3`. */
  readonly id: number;
  /** Number of the column within its scope. */
  readonly index: number;
  readonly scope: "visit" | "action";
  readonly active: boolean;
  readonly extractions: readonly { readonly dimension: string; readonly pattern: string }[];
  readonly caseSensitive: boolean;
}

/** What tracking needs to know of a site. */
export interface TrackedSite {
  readonly id: number;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly urls: readonly string[];
  readonly timezone: string;
  readonly currency: string;
  readonly ecommerce: boolean;
  readonly siteSearch: boolean;
  readonly searchKeywordParameters: readonly string[];
  readonly searchCategoryParameters: readonly string[];
  readonly excludedQueryParameters: readonly string[];
  readonly excludedIps: readonly string[];
  readonly excludedUserAgents: readonly string[];
  readonly excludedReferrers: readonly string[];
  readonly excludeUnknownUrls: boolean;
  readonly keepUrlFragments: boolean;
  readonly goals: readonly Goal[];
  readonly customDimensions: readonly CustomDimension[];
}

/** The privacy settings that tracking obeys, for the whole instance. */
export interface TrackingPrivacy {
  /** Bytes of an address that are zeroed before anything is stored; 0 keeps it whole. */
  readonly maskBytes: 0 | 1 | 2 | 3 | 4;
  /** Whether even location and recognition see only the masked address. */
  readonly enrichWithMaskedIp: boolean;
  readonly obeyDoNotTrack: boolean;
  readonly anonymizeUserId: boolean;
  readonly anonymizeOrderId: boolean;
  /** "", "exclude_query", "exclude_path" or "exclude_all". */
  readonly anonymizeReferrer: string;
  readonly cookieless: boolean;
}

export interface Device {
  /** Stored codes, as in Matomo: `smartphone`, `SA`, `Galaxy S23`, `AND`, `14`, `CH`, `128.0`, `Blink`. Empty where unknown. */
  readonly type: string;
  readonly brand: string;
  readonly model: string;
  readonly system: string;
  readonly systemVersion: string;
  readonly browser: string;
  readonly browserVersion: string;
  readonly browserEngine: string;
  readonly clientType: string;
  readonly isBot: boolean;
}

export interface Location {
  /** Lower-case ISO 3166 code, or `xx`. */
  readonly country: string;
  readonly region: string;
  readonly city: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** The parts that the request itself told, rather than its address: only those replace what a visit has already. */
  readonly given?: readonly LocationPart[];
}

export type LocationPart = "country" | "region" | "city" | "latitude" | "longitude";

export type ReferrerType = "direct" | "search" | "website" | "campaign" | "social" | "ai";

export interface Referrer {
  readonly type: ReferrerType;
  readonly name: string;
  readonly keyword: string;
  /** There where a campaign names no keyword, and the host of the referring page stands in for it. */
  readonly keywordIsHost?: true;
  readonly url: string;
  /** Further parts of a campaign, where the address has them. */
  readonly campaign?: {
    readonly source: string;
    readonly medium: string;
    readonly content: string;
    readonly id: string;
    readonly group: string;
    readonly placement: string;
  };
}

export type ActionKind = "pageview" | "outlink" | "download" | "search" | "event" | "content";

/** What the visitor did with this hit. Addresses are without scheme and `www.`, which `urlPrefix` keeps (0 http://, 1 http://www., 2 https://, 3 https://www.). */
export interface Action {
  readonly kind: ActionKind;
  /** The address as the page had it, after exclusion of parameters; empty where it is none. */
  readonly fullUrl: string;
  /** The same before parameters were excluded: what goals and custom dimensions look at. */
  readonly rawUrl: string;
  readonly url: string;
  readonly urlPrefix: number | null;
  /** Title of the page; keyword of a search; name of an event. */
  readonly name: string;
  readonly search?: { readonly category: string; readonly count: number | null };
  readonly event?: { readonly category: string; readonly action: string; readonly name: string; readonly value: number | null };
  readonly content?: { readonly name: string; readonly piece: string; readonly target: string; readonly interaction: string };
}

/** One tracking request, understood. Made once a hit; dimensions read from it. */
export interface Hit {
  readonly position: number;
  /** When it happened, seconds since 1970. */
  readonly time: number;
  /** The site's local day then. */
  readonly day: Day;
  readonly site: TrackedSite;
  readonly privacy: TrackingPrivacy;
  readonly params: HitParams;
  /** Whether the request came with a token that may write to the site. */
  readonly authenticated: boolean;
  readonly userAgent: string;
  /** The address as it may be stored: masked as the settings say. */
  readonly ip: string;
  readonly device: Device;
  readonly location: Location;
  /** Browser languages, `en-us,de`. */
  readonly language: string;
  readonly referrer: Referrer;
  /** The visitor's id that the request brings, 16 hexadecimal digits, or empty. */
  readonly visitorId: string;
  readonly visitorIdForced: boolean;
  readonly fingerprint: string;
  readonly userId: string;
  readonly isPing: boolean;
  /** Undefined where the hit is only a conversion, an order or a heartbeat. */
  readonly action: Action | undefined;
  /** Values of custom dimensions by their id, both scopes. */
  readonly customDimensions: ReadonlyMap<number, string>;
}
