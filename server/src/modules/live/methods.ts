import { nobody } from "../../catalog/caller.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, list, sites, text } from "../../catalog/params.ts";
import { sitesAsked } from "../../catalog/sites-asked.ts";
import type { Cells } from "../../catalog/table.ts";
import { getCounters } from "./counters.ts";
import { findPage } from "./page.ts";
import { questionAbout } from "./question.ts";
import { tellVisits } from "./visit-log.ts";
import { visitorMethods } from "./visitor-methods.ts";

const getLastVisitsDetails = method({
  method: "Live.getLastVisitsDetails",
  docs: "The visits, the latest first, each with all that is known of it and all that was done in it.",
  access: "view",
  params: {
    idSite: sites(),
    period: text().or(""),
    date: text().or(""),
    segment: text().or(""),
    countVisitorsToFetch: integer().optional(),
    minTimestamp: text().or(""),
    flat: flag().or(false),
    doNotFetchActions: flag().or(false),
    enhanced: flag().or(false),
    filter_limit: integer().or(100),
    filter_offset: integer().or(0),
    filter_sort_order: text().or("desc"),
    showColumns: list(text()).or([]),
    hideColumns: list(text()).or([]),
  },
  afterHits: true,
  run: async ({ params, caller, records, warehouse, clock, readSegment }) => {
    const asked = await sitesAsked(records, caller, params.idSite);
    if (asked.length === 0) return { kind: "table", rows: [] };
    const found = await findPage(warehouse, {
      ...questionAbout(asked, { ...params, oldestFirst: isAscending(params.filter_sort_order) }, clock.now() / 1000, readSegment),
      since: readInstant(params.minTimestamp),
      offset: params.countVisitorsToFetch === undefined ? Math.max(0, params.filter_offset) : 0,
      limit: params.countVisitorsToFetch ?? params.filter_limit,
    });
    const visits = await tellVisits({ records, warehouse }, found, asked, {
      anonymous: caller.login === nobody.login,
      withActions: !params.doNotFetchActions,
      flat: params.flat,
    });
    return { kind: "table", rows: visits.map((visit) => ({ columns: chosen(visit, params.showColumns, params.hideColumns) })) };
  },
});

/** The last instant that the warehouse can hold. */
const lastInstant = 0xffff_ffff;

/** NOTE matomo: what is no number asks for nothing. */
function readInstant(words: string): number | undefined {
  const seconds = Math.ceil(Number(words));
  return seconds > 0 ? Math.min(seconds, lastInstant) : undefined;
}

function isAscending(order: string): boolean {
  return order.toLowerCase() === "asc";
}

function chosen(visit: Cells, shown: readonly string[], hidden: readonly string[]): Cells {
  if (shown.length === 0 && hidden.length === 0) return visit;
  const stays = (name: string) => !hidden.includes(name) && (shown.length === 0 || shown.includes(name));
  return Object.fromEntries(Object.entries(visit).filter(([name]) => stays(name)));
}

export const methods: readonly Method[] = [getLastVisitsDetails, getCounters, ...visitorMethods];
