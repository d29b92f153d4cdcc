/** What a page may set. Durations of cookies are in seconds, other times in milliseconds. */
export interface Settings {
  trackerUrl: string;
  siteId: string;
  userId: string;
  /** The page's own where undefined. */
  title: string | undefined;
  url: string;
  referrer: string;
  /** Hosts that count as the website itself; with the page's own, unless they name it. */
  domains: readonly string[];
  excludedReferrers: readonly string[];
  excludedParams: readonly string[];
  dropFragment: boolean;
  campaigns: boolean;
  campaignNames: readonly string[];
  campaignKeywords: readonly string[];
  /** Whether the first referrer earns a conversion, and not the last. */
  firstReferrer: boolean;
  cookiesOff: boolean;
  cookiePrefix: string;
  cookieDomain: string;
  cookiePath: string;
  cookieSecure: boolean;
  cookieSameSite: string;
  visitorSeconds: number;
  sessionSeconds: number;
  referralSeconds: number;
  method: "GET" | "POST";
  beacon: boolean;
  contentType: string;
  appended: string;
  process: ((request: string) => string) | undefined;
  detectDevice: boolean;
  loadTimes: boolean;
  doNotTrack: boolean;
  trackFiles: boolean;
  countPrerendered: boolean;
  pause: number;
}

export const formType = "application/x-www-form-urlencoded; charset=UTF-8";

/** Settings as they are before a page says anything. */
export function defaultSettings(trackerUrl: string, siteId: string, referrer: string): Settings {
  return {
    trackerUrl,
    siteId,
    userId: "",
    title: undefined,
    url: "",
    referrer,
    domains: [],
    excludedReferrers: [".paypal.com"],
    excludedParams: [],
    dropFragment: false,
    campaigns: true,
    campaignNames: ["pk_campaign", "mtm_campaign", "piwik_campaign", "matomo_campaign", "utm_campaign", "utm_source", "utm_medium"],
    campaignKeywords: ["pk_kwd", "mtm_kwd", "piwik_kwd", "matomo_kwd", "utm_term"],
    firstReferrer: false,
    cookiesOff: false,
    cookiePrefix: "_pk_",
    cookieDomain: "",
    cookiePath: "",
    cookieSecure: false,
    cookieSameSite: "Lax",
    visitorSeconds: 393 * 24 * 60 * 60,
    sessionSeconds: 30 * 60,
    referralSeconds: 15_768_000,
    method: "GET",
    beacon: true,
    contentType: formType,
    appended: "",
    process: undefined,
    detectDevice: true,
    loadTimes: true,
    doNotTrack: false,
    trackFiles: false,
    countPrerendered: false,
    pause: 500,
  };
}
