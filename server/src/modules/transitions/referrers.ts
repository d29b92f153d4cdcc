import type { ReferrerType } from "../../catalog/hit.ts";
import { referrerNumbers } from "../../catalog/referrer-type.ts";
import type { Cells } from "../../catalog/table.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { isEntry, type Page } from "./page.ts";
import { type Countable, type Ranked, sumOf, toldOf } from "./ranked.ts";
import { texts } from "./texts.ts";

/** Kinds of referrers in the order in which they are told, with their headings. */
const headings: readonly (readonly [ReferrerType, string])[] = [
  ["direct", texts.directEntries],
  ["search", texts.fromSearchEngines],
  ["social", texts.fromSocialNetworks],
  ["website", texts.fromWebsites],
  ["campaign", texts.fromCampaigns],
  ["ai", texts.fromAIAssistants],
];

/** Visits that began with the page by what brought them, as `countRanked` wants them. */
export function entriesByReferrer(page: Page, visits: (where: Sql) => Sql): Countable {
  const isType = (type: ReferrerType) => sql`referrer_type = ${referrerNumbers[type]}`;
  const campaign = sql`concat(referrer_name, ' ', referrer_keyword)`;
  const engine = sql`if(${isType("search")} AND referrer_name = '', 'Unknown', referrer_name)`;
  const label = sql`multiIf(${isType("direct")}, '', ${isType("website")}, referrer_url, ${isType("campaign")}, ${campaign}, ${engine})`;
  const rows = sql`SELECT referrer_type AS part, ${label} AS label, last_time FROM ${visits(isEntry(page))}`;
  return { rows, tie: sql`min(last_time)` };
}

/** How often the page was the first of a visit, and what brought those visits. */
export function referrersOf(entries: readonly Ranked[]): { readonly entries: number; readonly referrers: readonly Cells[] } {
  const referrers = headings.flatMap(([type, label]) => {
    const part = String(referrerNumbers[type]);
    const visits = sumOf([part], entries);
    const details = toldOf(part, entries).filter(({ label }) => label !== "");
    return visits === 0 ? [] : [{ label, shortName: type, visits, details }];
  });
  // NOTE matomo: where nobody entered here, one row says so, with another short name than usual and without details.
  const none = { label: texts.directEntries, shortName: "Direct Entry", visits: 0 };
  return {
    entries: referrers.reduce((sum, { visits }) => sum + visits, 0),
    referrers: referrers.length > 0 ? referrers : [none],
  };
}
