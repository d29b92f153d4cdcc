import type { ReferrerType } from "../../catalog/hit.ts";
import { type Metric, metric } from "../../catalog/metric.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { quotient } from "../../reporting/rounding.ts";
import { cameBy } from "./pairs.ts";

/** The types of referrers as the overview names them. NOTE matomo: assistants are not among them. */
const channels: readonly (readonly [type: ReferrerType, id: string, name: string])[] = [
  ["search", "SearchEngines", "Search Engines"],
  ["social", "SocialNetworks", "Social Networks"],
  ["direct", "DirectEntry", "Direct Entry"],
  ["website", "Websites", "Websites"],
  ["campaign", "Campaigns", "Campaigns"],
];

/** Id of the visits of the whole answer, of which shares are. */
export const wholeId = "nb_visits_whole";

/** Visits by type of referrer. */
export const visitCounts: readonly Metric[] = channels.map(([type, id, name]) =>
  metric({ id: `Referrers_visitorsFrom${id}`, name: `Visitors from ${name}`, unit: "count", sql: sql`countIf(${cameBy(type)})` }),
);

export const visitShares: readonly Metric[] = channels.map(([, id, name]) => {
  const count = `Referrers_visitorsFrom${id}`;
  return metric({
    id: `${count}_percent`,
    name: `Percent of Visitors from ${name}`,
    unit: "percent",
    needs: [count, wholeId],
    compute: (row) => quotient(Number(row[count]), Number(row[wholeId]), 2),
  });
});

/** How many different ones there are, those that earned conversions alone among them. */
export const distinctEngines = distinct("SearchEngines", "Distinct search engines", sql`referrer_name`, "search");
export const distinctNetworks = distinct("SocialNetworks", "Distinct social networks", sql`referrer_name`, "social");
export const distinctKeywords = distinct("Keywords", "Distinct keywords", sql`referrer_keyword`, "search");
export const distinctWebsites = distinct("Websites", "Distinct websites", sql`referrer_name`, "website");
export const distinctCampaigns = distinct("Campaigns", "Distinct campaigns", sql`referrer_name`, "campaign");

/** Conversions do not tell the page that their visitor came from. */
export const distinctPages = distinct("WebsitesUrls", "Referrers_distinctWebsitesUrls", sql`referrer_url`, "website");

function distinct(id: string, name: string, value: Sql, type: ReferrerType): Metric {
  return metric({ id: `Referrers_distinct${id}`, name, unit: "count", sql: sql`uniqExactIf(${value}, ${cameBy(type)})` });
}
