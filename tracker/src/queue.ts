import { warn } from "./warn.ts";

/** What pages push: the name of a method with what it is given, or a function. */
export type Call = ArrayLike<unknown> | ((this: unknown) => unknown);

/**
 * Methods that hold for all that a page pushed before this script was there, whatever their place in it, in the order in which they are
 * done: where to send to and how cookies are named before what needs cookies, and consent last.
 */
const early = [
  ["addTracker"],
  ["enableFileTracking", "disableBrowserFeatureDetection", "disableCampaignParameters", "disablePerformanceTracking"],
  ["setTrackerUrl", "setAPIUrl", "setSiteId", "alwaysUseSendBeacon", "disableAlwaysUseSendBeacon"],
  ["setCookieNamePrefix", "setCookieSameSite", "setSecureCookie", "setCookiePath", "setCookieDomain"],
  ["setSessionCookieTimeout", "setVisitorCookieTimeout", "setReferralCookieTimeout", "setCrossDomainLinkingTimeout"],
  ["setDomains", "setExcludedQueryParams", "setExcludedReferrers", "setUserId", "setVisitorId", "setPagePerformanceTiming"],
  ["forgetCookieConsentGiven", "requireCookieConsent", "disableCookies"],
  ["enableCrossDomainLinking", "enableLinkTracking"],
  ["setCookieConsentGiven"],
  ["requireConsent"],
  ["setConsentGiven"],
];

/** Puts what a page pushed into the order in which it is done. */
export function inOrder(calls: readonly Call[]): readonly Call[] {
  const rank = (call: Call): number => {
    const at = early.findIndex((names) => names.includes(nameOf(call)));
    return at < 0 ? early.length : at;
  };
  return calls
    .map((call) => [call, rank(call)] as const)
    .sort(([, a], [, b]) => a - b)
    .map(([call]) => call);
}

/** These mean the first tracker only: the others were added with theirs. */
const firstOnly = ["setTrackerUrl", "setSiteId", "addTracker"];

/**
 * Does one call on each tracker. A method may be one of a plugin, `plugin.method`; `Plugin::method` is one of `shared`. Says false where a
 * plugin is not there yet.
 */
export function perform(call: Call, trackers: readonly object[], shared: object): boolean {
  if (typeof call === "function") return performAll(call, [], trackers);
  const [method, ...given] = Array.from(call);
  if (typeof method === "function") return performAll(method as () => unknown, given, trackers);
  const name = String(method);
  const [, owner, joint, member] = /^(\w+)(::|\.)(\w+)$/.exec(name) ?? [];
  const places: readonly unknown[] = joint === "::" ? [shared] : firstOnly.includes(name) ? trackers.slice(0, 1) : [...trackers];
  for (const place of places) {
    const context = owner === undefined ? place : propertyOf(place, owner);
    const found = propertyOf(context, member ?? name);
    if (typeof found === "function") found.apply(context, given);
    else if (owner !== undefined) return false;
    else warn(`there is no method ${name}; see the guide for those there are`);
  }
  return true;
}

function performAll(run: (...given: unknown[]) => unknown, given: readonly unknown[], trackers: readonly object[]): true {
  for (const tracker of trackers) run.apply(tracker, [...given]);
  return true;
}

function nameOf(call: Call): string {
  // Pages push nonsense too.
  return typeof call === "function" ? "" : String((call as ArrayLike<unknown> | null)?.[0]);
}

function propertyOf(place: unknown, name: string): unknown {
  return (place as Readonly<Record<string, unknown>> | undefined)?.[name];
}
