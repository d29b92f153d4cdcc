import { localTime } from "../../base/dates.ts";
import { type Bucket, buckets } from "../../catalog/buckets.ts";
import type { Metric } from "../../catalog/metric.ts";
import { flag } from "../../catalog/params.ts";
import { firstPeriod, type Query, type QuerySite } from "../../catalog/query.ts";
import { type Report, report } from "../../catalog/report.ts";
import { sql } from "../../db/sql.ts";
import {
  actions,
  bounces,
  dailyUsers,
  dailyVisitors,
  uniqueVisitors,
  users,
  visitLength,
  visitMetrics,
  visitRatios,
  visits,
  visitsConverted,
} from "../../reporting/visit-metrics.ts";
import { hourLabel, weekdayLabel } from "./labels.ts";
import { hourInUtc, siteHour } from "./site-hour.ts";

function hours(segment: (hour: number) => Bucket["segment"]): readonly Bucket[] {
  return Array.from({ length: 24 }, (_, hour) => ({ key: String(hour), label: () => hourLabel(hour), segment: segment(hour)! }));
}

export const getVisitInformationPerLocalTime = report({
  method: "VisitTime.getVisitInformationPerLocalTime",
  name: "Visits per local time",
  docs: "The hours, on visitors' own clocks, at which visits began.",
  place: ["Visitors", "Times", 15],
  listing: { dimension: "Local time — hour (start of visit)", constantRows: true, related: ["VisitTime.getByDayOfWeek"] },
  comparesAlone: "rows",
  rows: buckets(
    hours((hour) => () => `visitLocalHour==${hour}`),
    { keyOf: () => sql`toString(intDiv(visitor_clock, 3600))` },
  ),
  metrics: visitMetrics,
  processed: visitRatios,
});

/** Whether an hour of today has not come yet, where the request wants such hours left out. */
function isToCome({ key }: Bucket, query: Query, { timezone }: QuerySite): boolean {
  const { kind, from } = firstPeriod(query);
  if (!query.params.hideFutureHoursWhenToday || query.now === undefined || kind !== "day") return false;
  const { day, hour } = localTime(query.now, timezone);
  return from === day && Number(key) > hour;
}

export const getVisitInformationPerServerTime = report({
  method: "VisitTime.getVisitInformationPerServerTime",
  name: "Visits per hour in the site's timezone",
  docs: "The hours, on the clocks where the website is at home, at which visits began and goals were reached.",
  place: ["Visitors", "Times", 20],
  listing: { dimension: "Site time — hour (start of visit)", constantRows: true },
  comparesAlone: "rows",
  rows: buckets(
    hours(
      (hour) =>
        ({ timezone }, { to }) =>
          `visitStartServerHour==${hourInUtc(hour, to, timezone)}`,
    ),
    { keyOf: (table, query) => siteHour(table === "visits" ? sql`first_time` : sql`time`, query), isHidden: isToCome },
  ),
  metrics: visitMetrics,
  processed: visitRatios,
  goals: true,
  params: { hideFutureHoursWhenToday: flag().or(false) },
});

const weekdays: readonly Bucket[] = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
  key: String(day),
  label: (language) => weekdayLabel(day, language),
  metadata: { day_of_week: day },
}));

/** NOTE matomo: visitors and users of several days are added up under the names that stand for those of one day. */
function addedUp({ span: _, ...ofOne }: Metric, ofDays: Metric): Metric {
  return { ...ofOne, sql: ofDays.sql! };
}

export const getByDayOfWeek = report({
  method: "VisitTime.getByDayOfWeek",
  name: "Visits by day of the week",
  docs: "How many visits there were on Mondays, on Tuesdays and so on. Who comes on two days counts as a visitor on both.",
  place: ["Visitors", "Times", 25],
  listing: { dimension: "Day of the week", constantRows: true, related: ["VisitTime.getVisitInformationPerLocalTime"] },
  rows: buckets(weekdays, { keyOf: () => sql`toString(toDayOfWeek(day))`, bareUnvisited: true }),
  metrics: [visits, addedUp(uniqueVisitors, dailyVisitors), actions, addedUp(users, dailyUsers), visitLength, bounces, visitsConverted],
  processed: visitRatios,
  singly: true,
});

export const reports: readonly Report[] = [getVisitInformationPerLocalTime, getVisitInformationPerServerTime, getByDayOfWeek];
