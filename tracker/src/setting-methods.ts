import type { Core, Methods } from "./core.ts";
import { formType, type Settings } from "./settings.ts";

const text = (given: unknown): string => String(given ?? "");
/** What may be one text or a list of them. */
const list = (given: unknown): readonly string[] => (Array.isArray(given) ? given : [given]).map(String);

/** Settings that hold from now on, with the methods that say how they are. Those of cookies are in a file of their own. */
export function settingMethods({ settings, cookies, page }: Core): Methods {
  const set =
    <Name extends keyof Settings>(name: Name, read: (given: unknown) => Settings[Name]) =>
    (given: unknown): void => {
      settings[name] = read(given);
    };
  /** A method that is given nothing. */
  const turn = <Name extends keyof Settings>(name: Name, value: Settings[Name]) => set(name, () => value);

  return {
    setTrackerUrl: set("trackerUrl", text),
    getTrackerUrl: () => settings.trackerUrl,
    getMatomoUrl: () => folderOf(settings.trackerUrl),
    getPiwikUrl: () => folderOf(settings.trackerUrl),
    setSiteId: set("siteId", text),
    getSiteId: () => settings.siteId,
    setUserId: (id: unknown) => {
      settings.userId = text(id) || settings.userId;
    },
    resetUserId: turn("userId", ""),
    getUserId: () => settings.userId,

    setCustomUrl: set("url", text),
    getCurrentUrl: () => page.rawUrl(),
    setReferrerUrl: set("referrer", text),
    setDocumentTitle: set("title", text),
    setDomains: set("domains", list),
    getDomains: () => settings.domains,
    setExcludedReferrers: set("excludedReferrers", list),
    getExcludedReferrers: () => settings.excludedReferrers,
    setExcludedQueryParams: set("excludedParams", list),
    discardHashTag: set("dropFragment", Boolean),
    setCampaignNameKey: set("campaignNames", list),
    setCampaignKeywordKey: set("campaignKeywords", list),
    disableCampaignParameters: turn("campaigns", false),
    setConversionAttributionFirstReferrer: set("firstReferrer", Boolean),

    setRequestMethod: (method: unknown) => {
      settings.method = text(method).toUpperCase() === "POST" ? "POST" : "GET";
      // Whoever asks for GET wants no POST from the browser's beacons either.
      if (settings.method === "GET") settings.beacon = false;
    },
    setRequestContentType: set("contentType", (type) => text(type) || formType),
    alwaysUseSendBeacon: turn("beacon", true),
    disableAlwaysUseSendBeacon: turn("beacon", false),
    isUsingAlwaysUseSendBeacon: () => settings.beacon,
    appendToTrackingUrl: set("appended", (query) => text(query).replace(/^[?&]/, "")),
    setCustomRequestProcessing: (process?: (request: string) => string) => {
      settings.process = process;
    },

    disablePerformanceTracking: turn("loadTimes", false),
    disableBrowserFeatureDetection: turn("detectDevice", false),
    enableBrowserFeatureDetection: turn("detectDevice", true),
    setDoNotTrack: (heed: unknown) => {
      settings.doNotTrack = Boolean(heed) && ["1", "yes"].includes(navigator.doNotTrack ?? "");
      if (!settings.doNotTrack) return;
      settings.cookiesOff = true;
      cookies.removeAll();
    },
    setCountPreRendered: set("countPrerendered", Boolean),
    enableFileTracking: turn("trackFiles", true),
    setLinkTrackingTimer: set("pause", Number),
    getLinkTrackingTimer: () => settings.pause,

    // These mean nothing here: the browser measures load times, the server ends visits, variables are no cookies, no script asks the API.
    setAPIUrl: () => undefined,
    setGenerationTimeMs: () => undefined,
    setVisitStandardLength: () => undefined,
    storeCustomVariablesInCookie: () => undefined,
  };
}

function folderOf(url: string): string {
  return url.replace(/[^/]*$/, "").replace(/\/js\/$/, "/");
}
