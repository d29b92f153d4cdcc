import { localTime } from "../../base/dates.ts";
import { type Dimension, dimension, type SegmentName } from "../../catalog/dimension.ts";
import type { HitParams } from "../../catalog/hit.ts";
import { type Sql, sql } from "../../db/sql.ts";

const within = (value: number, most: number) => (value >= 0 && value <= most ? value : 0);

/** Seconds of the day on the visitor's own clock when the visit began; what the browser does not say is taken from UTC. */
function clockOf(params: HitParams, time: number): number {
  const utc = localTime(time, "UTC");
  return (
    within(params.integer("h", utc.hour), 23) * 3600 +
    within(params.integer("m", utc.minute), 59) * 60 +
    within(params.integer("s", utc.second), 59)
  );
}

export const visitorClock = dimension({
  id: "visitorClock",
  name: "Local time",
  column: { table: "visits", name: "visitor_clock", type: "UInt32" },
  fill: ({ hit }) => clockOf(hit.params, hit.time),
});

/** Hour in the site's timezone at the visit's last action. */
export const serverHour = dimension({
  id: "serverHour",
  name: "Site time — hour",
  column: { table: "visits", name: "server_hour", type: "UInt8" },
  fill: ({ hit, visit }) => localTime(visit.last_time, hit.site.timezone).hour,
  update: ({ hit, visit }) => localTime(visit.last_time, hit.site.timezone).hour,
});

/** Parts of the times of visits and actions that segments can ask for. NOTE matomo: those of "site time" are in UTC too. */
const timeSegments: readonly Dimension[] = [
  inVisit("visitLocalHour", "Local time — hour (start of visit)", sql`intDiv(visitor_clock, 3600)`, "0 to 23"),
  inVisit("visitLocalMinute", "Local time — minute (start of visit)", sql`intDiv(visitor_clock % 3600, 60)`, "0 to 59", { type: "metric" }),
  inVisit("visitStartServerHour", "Site time — hour (start of visit)", sql`toHour(first_time)`, "0 to 23"),
  inVisit("visitServerHour", "Site time — hour (time of last action)", sql`toHour(last_time)`, "0 to 23"),
  inVisit("visitStartServerMinute", "Time in UTC — minute (start of visit)", sql`toMinute(first_time)`, "0 to 59"),
  inVisit("visitEndServerDate", "Time in UTC — date (time of last action)", sql`toDate(last_time)`, "a date such as 2026-03-29"),
  inVisit("visitEndServerYear", "Time in UTC — year (time of last action)", sql`toYear(last_time)`, "a year such as 2026"),
  inVisit("visitEndServerQuarter", "Time in UTC — quarter (time of last action)", sql`toQuarter(last_time)`, "1 to 4"),
  inVisit("visitEndServerMonth", "Time in UTC — month (time of last action)", sql`toMonth(last_time)`, "1 to 12"),
  inVisit("visitEndServerWeekOfYear", "Time in UTC — week of year (time of last action)", sql`toISOWeek(last_time)`, "1 to 53"),
  inVisit("visitEndServerDayOfYear", "Time in UTC — day of year (time of last action)", sql`toDayOfYear(last_time)`, "1 to 366"),
  inVisit("visitEndServerDayOfMonth", "Time in UTC — day of month (time of last action)", sql`toDayOfMonth(last_time)`, "1 to 31"),
  inVisit(
    "visitEndServerDayOfWeek",
    "Time in UTC — day of week (time of last action)",
    sql`toDayOfWeek(last_time) % 7 + 1`,
    "1 (Sunday) to 7 (Saturday)",
  ),
  inVisit("visitEndServerMinute", "Time in UTC — minute (time of last action)", sql`toMinute(last_time)`, "0 to 59"),
  inVisit("visitEndServerSecond", "Time in UTC — second (Time of last action)", sql`toSecond(last_time)`, "0 to 59"),
  ofAction("actionServerHour", "Site time — hour", sql`toHour(time)`),
  ofAction("actionServerMinute", "Time in UTC — minute", sql`toMinute(time)`, "0 to 59"),
];

export const dimensions = [visitorClock, serverHour, ...timeSegments];

function inVisit(segment: string, name: string, part: Sql, accepts: string, more: Partial<SegmentName> = {}): Dimension {
  const type = segment.endsWith("Date") ? "Date" : "UInt16";
  return dimension({ id: segment, name, segment: { name: segment, accepts, over: { table: "visits", sql: part, type }, ...more } });
}

function ofAction(segment: string, name: string, part: Sql, accepts?: string): Dimension {
  const over = { table: "actions", sql: part, type: "UInt8" } as const;
  return dimension({ id: segment, name, segment: { name: segment, category: "Behaviour", over, ...(accepts && { accepts }) } });
}
