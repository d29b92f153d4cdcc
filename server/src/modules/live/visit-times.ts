import { dateTimeText, localTime } from "../../base/dates.ts";
import { durationInWords } from "../../base/duration.ts";
import type { Cells } from "../../catalog/table.ts";
import type { VisitRow } from "./rows.ts";
import type { SiteFacts } from "./site-facts.ts";
import { clockText, dateText, timeText } from "./time-texts.ts";

const secondsPerDay = 86_400;

/**
 * When the visit was. Pretty texts are in the site's timezone.
 * NOTE matomo: what is called server date, hour and time is in UTC.
 */
export function timeFields(visit: VisitRow, { timezone }: SiteFacts): Cells {
  const { first_time: first, last_time: last, visitor_clock: clock } = visit;
  const utc = localTime(last, "UTC");
  const [began, ended] = [localTime(first, timezone), localTime(last, timezone)];
  return {
    serverDate: utc.day,
    visitServerHour: utc.hour,
    lastActionTimestamp: last,
    lastActionDateTime: dateTimeText(last),
    serverTimestamp: last,
    firstActionTimestamp: first,
    serverTimePretty: timeText(ended),
    serverDatePretty: dateText(ended),
    serverDatePrettyFirstAction: dateText(began),
    serverTimePrettyFirstAction: timeText(began),
    visitLocalTime: clockText(clock),
    visitLocalHour: Math.floor(clock / 3600),
    visitDuration: visit.total_time,
    visitDurationPretty: durationInWords(visit.total_time),
  };
}

/** How long ago the visitor was there before. NOTE matomo: days of what is not known are 0. */
export function recencyFields(visit: VisitRow): Cells {
  return {
    daysSinceFirstVisit: daysOf(visit.seconds_since_first),
    secondsSinceFirstVisit: visit.seconds_since_first,
    daysSinceLastVisit: daysOf(visit.seconds_since_last),
    secondsSinceLastVisit: visit.seconds_since_last,
    daysSinceLastEcommerceOrder: daysOf(visit.seconds_since_order),
    secondsSinceLastEcommerceOrder: visit.seconds_since_order,
  };
}

function daysOf(seconds: number | null): number {
  return Math.floor((seconds ?? 0) / secondsPerDay);
}
