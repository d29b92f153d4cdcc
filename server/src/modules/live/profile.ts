import { dayNumber, localTime } from "../../base/dates.ts";
import { durationInWords } from "../../base/duration.ts";
import { keywordNotDefined } from "../../base/referrer-places.ts";
import type { Cells } from "../../catalog/table.ts";
import { activityFields, dimensionFields, goalFields } from "./profile-actions.ts";
import { deviceFields, placeFields } from "./profile-places.ts";
import type { SiteFacts } from "./site-facts.ts";
import { dateText } from "./time-texts.ts";

/** All that is known of a visitor. Visits are as the log tells them, the latest first. */
export interface KnownVisitor {
  readonly visitor: string;
  /** Those that are added up, at least one. */
  readonly visits: readonly [Cells, ...Cells[]];
  /** Whether there are older ones. */
  readonly hasMore: boolean;
  /** The first of all. */
  readonly first: Cells;
  /** How many of the visits are told themselves. */
  readonly shown: number;
  readonly next: string | undefined;
  readonly previous: string | undefined;
}

/** A visitor's visits in sum. `now` is in seconds since 1970. */
export function profileOf({ visitor, visits, hasMore, first, shown, next, previous }: KnownVisitor, site: SiteFacts, now: number): Cells {
  const actions = visits.flatMap(({ actionDetails }) => actionDetails as readonly Cells[]);
  const lastVisits = visits.slice(0, shown);
  const duration = visits.reduce((sum, { visitDuration }) => sum + Number(visitDuration), 0);
  return {
    visitorId: visitor,
    hasMoreVisits: hasMore,
    totalVisits: visits.length,
    totalVisitDuration: duration,
    totalVisitDurationPretty: durationInWords(duration),
    totalActions: visits.reduce((sum, visit) => sum + Number(visit.actions), 0),
    ...activityFields(actions),
    ...goalFields(visits, actions),
    ...lifetimeFieldsOf(visits[0]),
    ...placeFields(visits),
    ...deviceFields(visits),
    ...dimensionFields(visits, actions, site.customDimensions),
    lastVisits,
    // NOTE matomo: of the oldest visit that is told.
    userId: lastVisits.at(-1)?.userId ?? false,
    firstVisit: visitSummary(first, site, now),
    lastVisit: visitSummary(visits[0], site, now),
    visitsAggregated: lastVisits.length,
    nextVisitorId: next ?? false,
    previousVisitorId: previous ?? false,
  };
}

/** What the visitor has ordered, which the log tells of each visit to a shop. */
function lifetimeFieldsOf(visit: Cells): Cells {
  return Object.fromEntries(Object.entries(visit).filter(([name]) => /^total(Ecommerce|AbandonedCarts)/.test(name)));
}

function visitSummary(visit: Cells, { timezone }: SiteFacts, now: number): Cells {
  const began = Number(visit.firstActionTimestamp);
  const local = localTime(began, timezone);
  return {
    date: began,
    prettyDate: dateText(local),
    daysAgo: dayNumber(localTime(now, timezone).day) - dayNumber(local.day),
    referrerType: visit.referrerType ?? "",
    referrerUrl: visit.referrerUrl ?? "",
    referralSummary: referralText(visit),
  };
}

/** "Google (running shoes)", "Campaign: Spring - shoes". */
function referralText({ referrerType: type, referrerName: name, referrerKeyword: keyword }: Cells): string {
  switch (type) {
    case "direct":
    case "":
      return "Direct Entry";
    case "search":
      return keyword === keywordNotDefined ? String(name) : `${name} (${keyword})`;
    case "campaign":
      return `Campaign: ${name}${keyword ? ` - ${keyword}` : ""}`;
    default:
      return String(name);
  }
}
