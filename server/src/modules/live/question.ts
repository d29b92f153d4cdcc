import { type Day, dayFromNumber, dayNumber, localTime } from "../../base/dates.ts";
import type { SegmentReader } from "../../catalog/report.ts";
import type { Site } from "../../db/sites.ts";
import { parsePeriods } from "../../reporting/period.ts";
import type { Scope } from "../../reporting/source.ts";

/** Which visits the log is asked for, and which of them to show. */
export interface LogQuestion {
  /** Sites, local days and segment. */
  readonly scope: Scope;
  /** Only visits last active at this instant (seconds since 1970) or later. */
  readonly since: number | undefined;
  readonly oldestFirst: boolean;
  readonly offset: number;
  /** Negative for all. */
  readonly limit: number;
}

/** The days that the warehouse can hold, with room for the days around them. */
const firstDay: Day = "1970-01-03";
const lastDay: Day = "2148-12-31";

const secondsPerDay = 86_400;

/** The scope of all that was ever tracked on those sites. */
export function everything(sites: readonly number[]): Scope {
  return { sites, from: firstDay, to: lastDay, segment: "", readSegment: undefined };
}

/**
 * The scope of the log: the days from the first to the last of all periods asked for, however many; all days where period or date is
 * missing. "Today" is that of the first site. Throws the UserErrors wrongPeriod and wrongDate.
 */
export function scopeOfLog(
  sites: readonly Site[],
  asked: { readonly period: string; readonly date: string; readonly segment: string },
  now: number,
  readSegment: SegmentReader | undefined,
): Scope {
  const all = { ...everything(sites.map(({ id }) => id)), segment: asked.segment, readSegment };
  if (asked.period === "" || asked.date === "") return all;
  const { periods } = parsePeriods(asked.period, asked.date, localTime(now, sites[0]?.timezone ?? "UTC").day);
  return { ...all, from: periods[0]?.from ?? firstDay, to: periods.at(-1)?.to ?? lastDay };
}

/** The part of a scope in which visits can lie that were last active between two instants, in whichever timezone. */
export function narrowed(scope: Scope, from: number, until: number): Scope {
  const first = dayFromNumber(Math.floor(from / secondsPerDay) - 1);
  const last = dayFromNumber(Math.floor(until / secondsPerDay) + 1);
  const [, latest = first] = [first, scope.from].sort();
  const [earliest = last] = [last, scope.to].sort();
  return { ...scope, from: latest, to: earliest };
}

/** The instant at which that day begins in UTC. */
export function startInUtc(day: Day): number {
  return dayNumber(day) * secondsPerDay;
}
