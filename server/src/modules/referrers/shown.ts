import type { Shown } from "../../catalog/report.ts";
import { encodeSegmentValue } from "../../reporting/segment-text.ts";
import {
  aiAssistantHost,
  aiAssistantLogo,
  keywordLabel,
  searchEngineLogo,
  searchEngineUrl,
  searchUrl,
  socialNetworkHost,
  socialNetworkLogo,
} from "./labels.ts";

/** How rows of referrers are shown. NOTE matomo: what stands in a segment for the row above is not encoded. */

export function shownEngine(engine: string): Shown {
  return { label: engine, metadata: { segment: `referrerType==search;${named(engine)}`, ...pictureOfEngine(engine) } };
}

export function shownKeyword(keyword: string): Shown {
  return { label: keywordLabel(keyword), part: keyword, metadata: { segment: `referrerType==search;${withKeyword(keyword)}` } };
}

export function shownKeywordOfEngine(keyword: string, engine: string): Shown {
  const segment = keyword === "" ? {} : { segment: `referrerName==${engine};referrerType==search;${withKeyword(keyword)}` };
  return { label: keywordLabel(keyword), part: keyword, metadata: { ...segment, ...resultsPage(engine, keyword) } };
}

export function shownEngineOfKeyword(engine: string, keyword: string): Shown {
  const segment = `referrerKeyword==${keyword};referrerType==search;${named(engine)}`;
  return { label: engine, metadata: { segment, logo: searchEngineLogo(engine), ...resultsPage(engine, keyword) } };
}

export function shownWebsite(website: string): Shown {
  return { label: website, metadata: { segment: named(website) } };
}

export function shownPageOfWebsite(url: string): Shown {
  return { label: pathOf(url), metadata: { url, segment: `referrerUrl==${encodeSegmentValue(url)}` } };
}

export function shownCampaign(campaign: string): Shown {
  return { label: campaign, metadata: { segment: `referrerType==campaign;${named(campaign)}` } };
}

export function shownKeywordOfCampaign(keyword: string, campaign: string): Shown {
  return { label: keyword, metadata: { segment: `referrerName==${campaign};referrerType==campaign;${withKeyword(keyword)}` } };
}

export function shownNetwork(network: string): Shown {
  const segment = `referrerType==social;${named(network)}`;
  return { label: network, metadata: { segment, ...hostAt(socialNetworkHost(network)), logo: socialNetworkLogo(network) } };
}

export function shownAssistant(assistant: string): Shown {
  const segment = `referrerType==ai;${named(assistant)}`;
  return { label: assistant, metadata: { segment, ...hostAt(aiAssistantHost(assistant)), logo: aiAssistantLogo(assistant) } };
}

/** A page of a social network or an assistant, without what stands before its host. */
export function shownPage(url: string): Shown {
  const segment = url === "" ? {} : { segment: `referrerUrl==${encodeSegmentValue(url)}` };
  return { label: url.replace(/^[a-z_-]+:\/\//i, ""), metadata: { url, ...segment } };
}

/** How rows are shown where both levels are put on one. NOTE matomo: some tell no segment there. */

export const flatEngines = {
  parent: (engine: string): Shown => ({ label: engine, metadata: pictureOfEngine(engine) }),
  child: (keyword: string, engine: string): Shown => ({ label: keywordLabel(keyword), metadata: resultsPage(engine, keyword) }),
};

export const flatKeywords = {
  parent: (keyword: string): Shown => ({ label: keywordLabel(keyword), part: keyword }),
  child: (engine: string, keyword: string): Shown => ({
    label: engine,
    metadata: { logo: searchEngineLogo(engine), ...resultsPage(engine, keyword) },
  }),
};

export const flatWebsites = {
  parent: (website: string): Shown => ({ label: website }),
  child: (url: string): Shown => ({ label: pathOf(url), metadata: { url } }),
};

/** NOTE matomo: the type of referrer stands in the segment twice. */
export const flatCampaigns = {
  child: (keyword: string, campaign: string): Shown => {
    const shown = shownKeywordOfCampaign(keyword, campaign);
    return { ...shown, metadata: { segment: `referrerType==campaign;${shown.metadata?.segment}` } };
  },
};

export const flatPages = { child: (url: string): Shown => ({ label: url }) };

function named(name: string): string {
  return `referrerName==${encodeSegmentValue(name)}`;
}

function withKeyword(keyword: string): string {
  return `referrerKeyword==${encodeSegmentValue(keyword)}`;
}

function pictureOfEngine(engine: string): { readonly url: string; readonly logo: string } {
  return { url: searchEngineUrl(engine), logo: searchEngineLogo(engine) };
}

function resultsPage(engine: string, keyword: string): { readonly url?: string } {
  const url = searchUrl(engine, keyword);
  return url === undefined ? {} : { url };
}

function hostAt(host: string | undefined): { readonly url?: string } {
  return host === undefined ? {} : { url: host };
}

/** Path and query of an address, without the slash before them; `index` where there are none. */
function pathOf(url: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").replace(/#.*$/s, "");
  return path.replace(/^\//, "") || "index";
}
