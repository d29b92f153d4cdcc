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
  /** Only visits of the visitor with that id; of all where not said. */
  readonly visitor?: string;
  readonly oldestFirst: boolean;
  /** The day on which the first visits of that order are likely to be found. It makes answers fast and never another one. */
  readonly startsAbout: Day;
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

export interface Asked {
  readonly period: string;
  readonly date: string;
  readonly segment: string;
  readonly oldestFirst: boolean;
}

/**
 * The scope of the log: the days from the first to the last of all periods asked for, however many; all days where period or date is
 * missing. "Today" is that of the first site; `now` is in seconds since 1970. Throws the UserErrors wrongPeriod and wrongDate.
 */
export function questionAbout(
  sites: readonly Site[],
  { period, date, segment, oldestFirst }: Asked,
  now: number,
  readSegment: SegmentReader | undefined,
): Pick<LogQuestion, "scope" | "oldestFirst" | "startsAbout"> {
  const today = localTime(now, sites[0]?.timezone ?? "UTC").day;
  const { periods } = period === "" || date === "" ? { periods: [] } : parsePeriods(period, date, today);
  const { from: firstEver, to: lastEver, ...all } = everything(sites.map(({ id }) => id));
  const [from, to] = [periods[0]?.from ?? firstEver, periods.at(-1)?.to ?? lastEver];
  const created = sites.map((site) => localTime(site.created, site.timezone).day).sort()[0] ?? from;
  const startsAbout = oldestFirst ? laterOf(from, created) : earlierOf(to, today);
  return { scope: { ...all, from, to, segment, readSegment }, oldestFirst, startsAbout };
}

/** The part of a scope in which visits can lie that were last active between two instants, in whichever timezone. */
export function narrowed(scope: Scope, from: number, until: number): Scope {
  const first = dayFromNumber(Math.floor(from / secondsPerDay) - 1);
  const last = dayFromNumber(Math.floor(until / secondsPerDay) + 1);
  return { ...scope, from: laterOf(first, scope.from), to: earlierOf(last, scope.to) };
}

/** The instant at which that day begins in UTC. */
export function startInUtc(day: Day): number {
  return dayNumber(day) * secondsPerDay;
}

function earlierOf(one: Day, other: Day): Day {
  return one < other ? one : other;
}

function laterOf(one: Day, other: Day): Day {
  return one > other ? one : other;
}
