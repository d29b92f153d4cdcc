import { below, type PairShape, type Report, report } from "../../catalog/report.ts";
import { visitRatios } from "../../reporting/visit-metrics.ts";
import { referrerMetrics } from "./metrics.ts";
import { assistants, campaigns, engines, keywords, networks, websites } from "./pairs.ts";

const figures = { metrics: referrerMetrics, processed: visitRatios };

export const getKeywords = report({
  method: "Referrers.getKeywords",
  name: "Keywords",
  docs: "What visitors had searched for when a search engine led them here. Most engines keep that to themselves.",
  place: ["Referrers", "Search Engines & Keywords", 3],
  listing: {
    dimensions: { Referrers_Keyword: "Keyword", Referrers_SearchEngine: "Search Engine" },
    below: "getSearchEnginesFromKeywordId",
  },
  rows: keywords,
  ...figures,
  goals: true,
  flat: { separator: " - ", dimensions: ["Referrers_Keyword", "Referrers_SearchEngine"] },
});

export const getSearchEngines = report({
  method: "Referrers.getSearchEngines",
  name: "Search Engines",
  docs: "The search engines that led visitors here.",
  place: ["Referrers", "Search Engines & Keywords", 7],
  listing: {
    dimension: "Search Engine",
    dimensions: { Referrers_SearchEngine: "Search Engine", Referrers_Keyword: "Keyword" },
    below: "getKeywordsFromSearchEngineId",
  },
  rows: engines,
  ...figures,
  goals: true,
  flat: { separator: " - ", dimensions: ["Referrers_SearchEngine", "Referrers_Keyword"] },
});

export const getWebsites = report({
  method: "Referrers.getWebsites",
  name: "Websites",
  docs: "Other websites with a link that visitors followed.",
  place: ["Referrers", "Websites", 5],
  listing: {
    dimension: "Website",
    dimensions: { Referrers_Website: "Website", Referrers_WebsitePage: "Website Page" },
    below: "getUrlsFromWebsiteId",
  },
  rows: websites,
  ...figures,
  goals: true,
  flat: { separator: "/", dimensions: ["Referrers_Website", "Referrers_WebsitePage"] },
});

export const getCampaigns = report({
  method: "Referrers.getCampaigns",
  name: "Campaigns",
  docs: "The campaigns that visitors followed, as addresses of the site name them.",
  place: ["Referrers", "Campaigns", 9],
  listing: {
    dimension: "Campaign",
    dimensions: { Referrers_Campaign: "Campaign", Referrers_Keyword: "Keyword" },
    below: "getKeywordsFromCampaignId",
    guide: true,
  },
  rows: campaigns,
  ...figures,
  goals: true,
  flat: { separator: " - ", dimensions: ["Referrers_Campaign", "Referrers_Keyword"] },
});

export const getSocials = report({
  method: "Referrers.getSocials",
  name: "Social Networks",
  docs: "The social networks that visitors came from.",
  place: ["Referrers", "Social Networks", 11],
  listing: {
    dimension: "Social network",
    goals: "none",
    dimensions: { Referrers_SocialNetwork: "Social network", Referrers_WebsitePage: "Website Page" },
    below: "getUrlsForSocial",
  },
  rows: networks,
  ...figures,
  goals: true,
  flat: { separator: " - ", dimensions: ["Referrers_SocialNetwork", "Referrers_WebsitePage"] },
});

export const getAIAssistants = report({
  method: "Referrers.getAIAssistants",
  name: "AI Assistants",
  docs: "The assistants that gave visitors an address of this site in an answer.",
  place: ["Referrers", "AI Assistants", 13],
  listing: { hidden: true },
  rows: assistants,
  ...figures,
  goals: true,
  flat: { separator: " - ", dimensions: ["Referrers_AIAssistant", "Referrers_WebsitePage"] },
});

/** Tables below the rows of those: of the row whose number `idSubtable` brings. */
export const reportsBelow: readonly Report[] = [
  reportBelow(
    ["getSearchEnginesFromKeywordId", "Search Engine"],
    "Keywords",
    "The search engines that were asked for one keyword.",
    keywords,
  ),
  reportBelow(
    ["getKeywordsFromSearchEngineId", "Keyword"],
    "Search Engines",
    "The keywords that one search engine was asked for.",
    engines,
  ),
  reportBelow(
    ["getUrlsFromWebsiteId", "Website Page"],
    "Websites",
    "The pages of one website with a link that visitors followed.",
    websites,
  ),
  reportBelow(["getKeywordsFromCampaignId", "Keyword"], "Campaigns", "The keywords of one campaign.", campaigns),
  reportBelow(
    ["getUrlsForSocial", "Website Page"],
    "Social Networks",
    "The pages of a social network, or of all, that visitors came from.",
    networks,
    true,
  ),
  reportBelow(
    ["getUrlsForAIAssistant", "Website Page"],
    "AI Assistants",
    "The pages of an assistant, or of all, that visitors came from.",
    assistants,
    true,
  ),
];

function reportBelow(
  [action, dimension]: readonly [action: string, dimension: string],
  name: string,
  docs: string,
  pair: PairShape,
  ofAll = false,
): Report {
  return report({
    method: `Referrers.${action}`,
    name,
    docs,
    place: ["Referrers", "", 99],
    listing: { dimension, isBelow: true, goals: "none", ...(pair === assistants && { hidden: true }) },
    rows: below(pair, { ofAll }),
    ...figures,
    ...(pair.goalsBelow && { goals: true }),
  });
}
