import type { HitParams, Referrer, TrackedSite } from "../catalog/hit.ts";
import { advertisementBehind } from "./advertisement.ts";
import { type Campaign, campaignDetails, campaignOfAddress, campaignOfRequest } from "./campaign.ts";
import { cleanText, textOf } from "./clean-text.ts";
import { cutText } from "./cut-text.ts";
import { findPlace } from "./named-places.ts";
import { withQuestionMark } from "./page-url.ts";
import { queryReader } from "./query-reader.ts";
import type { ReferrerLists } from "./referrer-lists.ts";
import { cleanReferrerUrl } from "./referrer-url.ts";
import { findSearch } from "./search-engine.ts";
import { knownPath, ownsAddress, type SiteAddresses, siteAddresses } from "./site-addresses.ts";
import { looksLikeUrl, splitUrl, type UrlParts } from "./url-parts.ts";

export { isReferrerSpam } from "./named-places.ts";
export { loadReferrerLists, type ReferrerLists } from "./referrer-lists.ts";

const longestName = 255;
const longestKeyword = 255;

const nowhere: Referrer = { type: "direct", name: "", keyword: "", url: "" };

/**
 * Where the visitor came from, as this hit alone tells: by a campaign that the page's address (`url`) or the request names, else by the
 * referring address (`urlref`). Names of campaigns and all keywords are in lower case.
 *
 * @param addresses whose address is whose, so that another site's page on the same host is not taken for this one's; without them
 *   only the site's own are known
 */
export function readReferrer(params: HitParams, site: TrackedSite, lists: ReferrerLists, addresses?: SiteAddresses): Referrer {
  const landing = splitUrl(withQuestionMark(cleanText(textOf(params, "url"))));
  if (landing && asksToIgnore(landing)) return nowhere;
  return classify({ params, site, lists, addresses, landing, url: textOf(params, "urlref"), currentHost: landing?.host ?? "" });
}

/** The referrer behind an address that the visitor's cookie kept from an earlier visit. */
export function readEarlierReferrer(
  url: string,
  params: HitParams,
  site: TrackedSite,
  lists: ReferrerLists,
  addresses?: SiteAddresses,
): Referrer {
  const currentHost = splitUrl(textOf(params, "url"))?.host ?? "";
  return classify({ params, site, lists, addresses, landing: undefined, url, currentHost });
}

interface Clues {
  readonly params: HitParams;
  readonly site: TrackedSite;
  readonly lists: ReferrerLists;
  /** Undefined where only the site's own are known. */
  readonly addresses: SiteAddresses | undefined;
  /** The page's address; undefined where its campaign does not matter. */
  readonly landing: UrlParts | undefined;
  readonly url: string;
  readonly currentHost: string;
}

function classify(clues: Clues): Referrer {
  const written = clues.url.replace(/[\n\r]/g, "");
  const parts = looksLikeUrl(written) ? splitUrl(written) : undefined;
  const isCounted = parts !== undefined && !isExcluded(parts, clues.site);
  const from = isCounted ? { ...parts, url: written } : noAddress;
  const found = findCampaign(from, clues) ?? findOrigin(from, clues);
  return {
    ...found,
    name: cutText(found.name, longestName),
    keyword: cutText(found.keyword, longestKeyword),
    url: cleanReferrerUrl(from.url, clues.site),
  };
}

interface From extends UrlParts {
  readonly url: string;
}

const noAddress: From = { scheme: "", user: "", password: "", host: "", port: "", path: "", query: "", fragment: "", url: "" };

type Found = Omit<Referrer, "url">;

/** A page can ask by a parameter of its address that its referrer is passed over. */
function asksToIgnore({ query }: UrlParts): boolean {
  const read = queryReader(query);
  return read("ignore_referrer") === "1" || read("ignore_referer") === "1";
}

function isExcluded(parts: UrlParts, { id, excludedReferrers }: TrackedSite): boolean {
  if (excludedReferrers.length === 0) return false;
  const urls = excludedReferrers.map((entry) => `https://${entry.replace(/^https?:\/\//, "")}`);
  return ownsAddress(siteAddresses([{ id, urls }]), id, parts, "");
}

function findCampaign(from: From, { params, landing, lists }: Clues): Found | undefined {
  const named = landing && campaignOfAddress(landing);
  const advertised = named?.keyword ? named : withKeyword(named, from, lists);
  const requested = campaignOfRequest(params);
  const campaign = requested ? { name: requested.name, keyword: requested.keyword || (advertised?.keyword ?? "") } : advertised;
  if (!campaign) return undefined;
  const name = campaign.name.toLowerCase();
  // Links in answers of assistants are often marked `utm_source=chatgpt.com`: that is no campaign of the site's.
  const assistant = findPlace({ host: name, path: "" }, lists.aiAssistants);
  if (assistant !== undefined) return { type: "ai", name: assistant, keyword: "" };
  return {
    type: "campaign",
    name,
    keyword: (campaign.keyword || from.host).toLowerCase(),
    ...(campaign.keyword === "" ? { keywordIsHost: true as const } : {}),
    ...(landing ? { campaign: campaignDetails(landing) } : {}),
  };
}

/** A campaign without a keyword takes it from the search that led to it; an advertisement that names none is a campaign itself. */
function withKeyword(named: Campaign | undefined, from: From, { searchEngines }: ReferrerLists): Campaign | undefined {
  const searched = named && findSearch(from.url, searchEngines)?.keyword;
  if (named && searched) return { name: named.name, keyword: searched };
  const advertisement = advertisementBehind(from);
  return advertisement ? { name: named?.name ?? advertisement.name, keyword: advertisement.keyword } : named;
}

function findOrigin(from: From, { site, addresses, currentHost, lists }: Clues): Found {
  if (from.host === "") return nowhere;
  const known = addresses ?? siteAddresses([site]);
  if (ownsAddress(known, site.id, from, currentHost)) return nowhere;
  const assistant = findPlace(from, lists.aiAssistants);
  if (assistant !== undefined) return { type: "ai", name: assistant, keyword: "" };
  const search = findSearch(from.url, lists.searchEngines);
  if (search) return { type: "search", name: search.engine, keyword: search.keyword };
  const network = findPlace(from, lists.socialNetworks);
  if (network !== undefined) return { type: "social", name: network, keyword: "" };
  return { type: "website", name: from.host.toLowerCase() + knownPath(known, from), keyword: "" };
}
