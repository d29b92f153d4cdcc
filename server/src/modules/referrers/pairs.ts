import type { ReferrerType } from "../../catalog/hit.ts";
import { referrerNumbers } from "../../catalog/referrer-type.ts";
import { type PairShape, pair } from "../../catalog/report.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { referrerKeyword, referrerName, referrerUrl } from "./dimensions.ts";
import {
  flatCampaigns,
  flatEngines,
  flatKeywords,
  flatPages,
  flatWebsites,
  shownAssistant,
  shownCampaign,
  shownEngine,
  shownEngineOfKeyword,
  shownKeyword,
  shownKeywordOfCampaign,
  shownKeywordOfEngine,
  shownNetwork,
  shownPage,
  shownPageOfWebsite,
  shownWebsite,
} from "./shown.ts";

/** Visits, and conversions, that a type of referrer brought. */
export function cameBy(type: ReferrerType): Sql {
  return sql`referrer_type = ${referrerNumbers[type]}`;
}

/** Search engines with their keywords, and keywords with their engines: what `Referrers.get…` show at two levels. */
export const engines: PairShape = pair(referrerName, referrerKeyword, {
  among: cameBy("search"),
  show: shownEngine,
  showBelow: shownKeywordOfEngine,
  showFlat: flatEngines,
});

export const keywords: PairShape = pair(referrerKeyword, referrerName, {
  among: cameBy("search"),
  show: shownKeyword,
  showBelow: shownEngineOfKeyword,
  showFlat: flatKeywords,
});

export const websites: PairShape = pair(referrerName, referrerUrl, {
  among: cameBy("website"),
  show: shownWebsite,
  showBelow: shownPageOfWebsite,
  showFlat: flatWebsites,
});

/** Many campaigns say no keyword: there is no row for that. */
export const campaigns: PairShape = pair(referrerName, referrerKeyword, {
  among: cameBy("campaign"),
  goalsBelow: true,
  skipEmpty: true,
  show: shownCampaign,
  showBelow: shownKeywordOfCampaign,
  showFlat: flatCampaigns,
});

export const networks: PairShape = pair(referrerName, referrerUrl, {
  among: cameBy("social"),
  show: shownNetwork,
  showBelow: shownPage,
  showFlat: flatPages,
});

export const assistants: PairShape = pair(referrerName, referrerUrl, {
  among: cameBy("ai"),
  show: shownAssistant,
  showBelow: shownPage,
  showFlat: flatPages,
});
