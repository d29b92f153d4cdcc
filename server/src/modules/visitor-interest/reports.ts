import { type Bucket, buckets } from "../../catalog/buckets.ts";
import { type Report, report } from "../../catalog/report.ts";
import { sql } from "../../db/sql.ts";
import { keysWhere } from "../../reporting/bucket-keys.ts";
import { visitShare, visits } from "../../reporting/visit-metrics.ts";
import { durationLabel, durations } from "./durations.ts";
import { isInRange, type Range, rangeBuckets, rangeConditions, rangeSegment, rangeText } from "./ranges.ts";

/** Each of those numbers by itself. */
function single(...numbers: readonly number[]): readonly Range[] {
  return numbers.map((number) => ({ from: number, to: number }));
}

export const getNumberOfVisitsPerVisitDuration = report({
  method: "VisitorInterest.getNumberOfVisitsPerVisitDuration",
  name: "Length of visits",
  docs: "How long visits lasted.",
  place: ["Actions", "Engagement", 15],
  listing: { dimension: "Visit duration", metrics: ["nb_visits"], processed: [], constantRows: true },
  rows: buckets(
    durations.map((range) => ({
      key: rangeText(range),
      label: () => durationLabel(range),
      segment: () => rangeSegment("visitDuration", range),
      part: rangeText(range),
    })),
    { keyOf: () => keysWhere(rangeConditions(sql`total_time`, durations)) },
  ),
  metrics: [visits],
  fixedOrder: true,
});

const pages: readonly Range[] = [
  ...single(1, 2, 3, 4, 5),
  { from: 6, to: 7 },
  { from: 8, to: 10 },
  { from: 11, to: 14 },
  { from: 15, to: 20 },
  { from: 21 },
];

export const getNumberOfVisitsPerPage = report({
  method: "VisitorInterest.getNumberOfVisitsPerPage",
  name: "Pages per visit",
  docs: "How many actions visits had. Visits without any are in no row.",
  place: ["Actions", "Engagement", 20],
  listing: { dimension: "Pages per visit", metrics: ["nb_visits"], processed: [], constantRows: true },
  rows: buckets(rangeBuckets(pages, "actions", "page", "pages"), {
    keyOf: () => keysWhere(rangeConditions(sql`total_actions`, pages)),
  }),
  metrics: [visits],
  fixedOrder: true,
});

const counts: readonly Range[] = [
  ...single(1, 2, 3, 4, 5, 6, 7, 8),
  { from: 9, to: 14 },
  { from: 15, to: 25 },
  { from: 26, to: 50 },
  { from: 51, to: 100 },
  { from: 101, to: 200 },
  { from: 201 },
];

export const getNumberOfVisitsByVisitCount = report({
  method: "VisitorInterest.getNumberOfVisitsByVisitCount",
  name: "Visits by visit number",
  docs: "How many visits were their visitor's first, how many the second, and so on.",
  place: ["Actions", "Engagement", 25],
  listing: { dimension: "Visits by visit number", metrics: ["nb_visits"], processed: ["nb_visits_percentage"], constantRows: true },
  rows: buckets(rangeBuckets(counts, "visitCount", "visit", "visits"), {
    keyOf: () => keysWhere(rangeConditions(sql`visit_count`, counts)),
  }),
  metrics: [visits],
  processed: [visitShare],
});

const days: readonly Range[] = [
  ...single(0, 1, 2, 3, 4, 5, 6, 7),
  { from: 8, to: 14 },
  { from: 15, to: 30 },
  { from: 31, to: 60 },
  { from: 61, to: 120 },
  { from: 121, to: 364 },
  { from: 365 },
];

const newVisits: Bucket = { key: "new", label: () => "New visits", segment: () => "visitorType==new" };

const daysAway = sql`intDiv(seconds_since_last, 86400)`;

export const getNumberOfVisitsByDaysSinceLast = report({
  method: "VisitorInterest.getNumberOfVisitsByDaysSinceLast",
  name: "Visits by days since last visit",
  docs: "How many days after the one before it a visit was made.",
  place: ["Actions", "Engagement", 30],
  listing: { dimension: "Days since last visit", metrics: ["nb_visits"], processed: [], constantRows: true },
  rows: buckets([newVisits, ...rangeBuckets(days, "daysSinceLastVisit", "day", "days")], {
    keyOf: () =>
      keysWhere({
        [newVisits.key]: sql`visitor_returning = 0`,
        // NOTE matomo: visits of people who have ordered before are in no row.
        ...Object.fromEntries(days.map((range) => [rangeText(range), sql`visitor_returning = 1 AND ${isInRange(daysAway, range)}`])),
      }),
  }),
  metrics: [visits],
});

export const reports: readonly Report[] = [
  getNumberOfVisitsPerVisitDuration,
  getNumberOfVisitsPerPage,
  getNumberOfVisitsByVisitCount,
  getNumberOfVisitsByDaysSinceLast,
];
