import { covers, coversHost, siteHosts } from "./hosts.ts";
import type { Settings } from "./settings.ts";
import { absolute, hostOf, paramOf, withoutParams } from "./url.ts";

export interface Page {
  title(): string;
  /** The address that counts, as it is. */
  rawUrl(): string;
  /** The address that counts, without what is not to be kept. */
  url(): string;
  /** Where the page was linked from, other pages of the website too; empty where it is not to be told. */
  referrer(): string;
  /** The same, unless the website itself is the referrer. */
  foreignReferrer(): string;
  clean(url: string): string;
  /** Whether an address is one of the website's. */
  isOwn(url: string): boolean;
  /** Whether a host is one of the website's, whatever the path. */
  isOwnHost(url: string): boolean;
}

/** The parameter in which a visitor's id travels from one of the website's domains to another. */
export const travelParam = "pk_vid";

const campaignParams = [
  ..."campaign keyword kwd cpn source medium content cid clid group placement".split(" ").flatMap((part) => [`mtm_${part}`, `pk_${part}`]),
  ..."matomo_campaign matomo_kwd piwik_campaign piwik_kwd".split(" "),
  ..."utm_campaign utm_term utm_source utm_medium utm_content utm_id".split(" "),
];

export function createPage(settings: Settings): Page {
  const rawUrl = (): string => (settings.url === "" ? location.href : absolute(settings.url));
  const clean = (url: string): string => {
    const dropped = [travelParam, ...settings.excludedParams, ...(settings.campaigns ? [] : campaignParams)];
    const kept = withoutParams(url, dropped);
    return settings.dropFragment ? kept.split("#")[0]! : kept;
  };
  const referrer = (): string => {
    const isIgnored = ["ignore_referrer", "ignore_referer"].some((name) => paramOf(rawUrl(), name) === "1");
    const isExcluded = settings.excludedReferrers.some((pattern) => covers(pattern, settings.referrer));
    return isIgnored || isExcluded ? "" : settings.referrer;
  };
  const hosts = (): readonly string[] => siteHosts(settings.domains, location.hostname);
  const isOwnHost = (url: string): boolean => hosts().some((pattern) => coversHost(pattern, hostOf(url)));
  return {
    title: () => settings.title ?? document.title,
    rawUrl,
    url: () => clean(rawUrl()),
    referrer: () => clean(referrer()),
    foreignReferrer: () => (isOwnHost(settings.referrer) || hostOf(settings.referrer) === location.hostname ? "" : referrer()),
    clean,
    isOwn: (url) => hosts().some((pattern) => covers(pattern, url)),
    isOwnHost,
  };
}

/** Where the page was linked from; of a frame, where the page around it was, if that may be read. */
export function documentReferrer(): string {
  try {
    return window.top!.document.referrer;
  } catch {
    return document.referrer;
  }
}
