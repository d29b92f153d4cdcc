import { type Day, zoneOffset } from "../../base/dates.ts";
import type { Query } from "../../catalog/query.ts";
import { join, type Sql, sql, typed } from "../../db/sql.ts";

const minute = 60_000;

/** The hour in UTC when the wall clock of a zone shows that hour, on that day. */
export function hourInUtc(hour: number, day: Day, zone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + hour * 60 * minute;
  const guess = asUtc - zoneOffset(zone, asUtc) * minute;
  return new Date(asUtc - zoneOffset(zone, guess) * minute).getUTCHours();
}

/**
 * The hour of an instant on the wall clock of the row's site, as text.
 * NOTE matomo: clocks count as they stand, at that hour, on the day that it is in UTC when the site's day begins. So where clocks are
 * put forward or back, the day that follows has them right.
 */
export function siteHour(instant: Sql, { sites }: Pick<Query, "sites">): Sql {
  const hours = sites.map(({ id, timezone }) => sql`site = ${typed("UInt32", id)}, ${hourIn(zoneName(timezone), instant)}`);
  return sql`toString(multiIf(${join(hours)}, 0))`;
}

function hourIn(zone: string, instant: Sql): Sql {
  return sql`toHour(toTimeZone(toStartOfDay(toTimeZone(toDateTime(day, ${zone}), 'UTC')) + 3600 * toHour(${instant}), ${zone}))`;
}

/** The zone as the warehouse calls it: `UTC+5.5` is `Fixed/UTC+05:30:00` there. */
function zoneName(zone: string): string {
  const [, sign, hours] = /^UTC([+-])(\d+(?:\.\d+)?)$/.exec(zone) ?? [];
  if (sign === undefined) return zone;
  const minutes = Math.round(Number(hours) * 60);
  const two = (number: number) => String(number).padStart(2, "0");
  return `Fixed/UTC${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;
}
