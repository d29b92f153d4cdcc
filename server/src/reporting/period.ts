import { addDays, addMonths, type Day, dayNumber, firstOfMonth, lastOfMonth, weekday } from "../base/dates.ts";
import { wrongDate, wrongPeriod } from "../base/errors.ts";
import type { Period, PeriodKind } from "../catalog/query.ts";
import { earliestDay, readDay } from "./day.ts";

export interface Periods {
  /** Rising, without gaps, all of one kind. */
  readonly periods: readonly Period[];
  /** Whether several were asked for, so that the answer is a map even where it holds one. */
  readonly several: boolean;
}

const kinds: readonly string[] = ["day", "week", "month", "year", "range"] satisfies readonly PeriodKind[];

/** The most periods that `lastN` and `previousN` give. */
const mostPeriods: Record<PeriodKind, number> = { day: 1825, week: 520, month: 120, year: 10, range: 3650 };

/**
 * Reads the parameters `period` and `date` as clients write them; `today` is the site's local day. Throws the UserErrors
 * wrongPeriod and wrongDate.
 */
export function parsePeriods(period: string, date: string, today: Day): Periods {
  if (!isKind(period)) throw wrongPeriod(period);
  const text = date.trim();
  const ends = readEnds(period, text, today);
  if (period === "range") return { periods: [rangeOf(text, ends)], several: false };
  if (ends) return { periods: periodsBetween(period, ends.from, ends.to), several: true };
  const day = readDay(text, today);
  if (day === undefined) throw wrongDate(date);
  return { periods: [periodAround(period, day)], several: false };
}

/** The day, week (Monday to Sunday), month or year in which the day lies. */
export function periodAround(kind: Exclude<PeriodKind, "range">, day: Day): Period {
  switch (kind) {
    case "day":
      return { kind, from: day, to: day, label: day };
    case "week": {
      const from = addDays(day, 1 - weekday(day));
      const to = addDays(from, 6);
      return { kind, from, to, label: `${from},${to}` };
    }
    case "month":
      return { kind, from: firstOfMonth(day), to: lastOfMonth(day), label: day.slice(0, 7) };
    case "year":
      return { kind, from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31`, label: day.slice(0, 4) };
  }
}

/** The period of the same kind that ends the day before; of a range, one as long. */
export function periodBefore({ kind, from, to }: Period): Period {
  const last = addDays(from, -1);
  if (kind !== "range") return periodAround(kind, last);
  const first = addDays(last, dayNumber(from) - dayNumber(to));
  return { kind, from: first, to: last, label: `${first},${last}` };
}

interface Ends {
  readonly from: Day;
  readonly to: Day;
}

function isKind(text: string): text is PeriodKind {
  return kinds.includes(text);
}

/** The first and last day of a text that means several days; undefined where it means one. */
function readEnds(kind: PeriodKind, text: string, today: Day): Ends | undefined {
  const counted = /^(last|previous)(\d*)$/i.exec(text);
  if (counted) return countedEnds(kind, counted[1]?.toLowerCase() === "previous", Number(counted[2]), today);
  if (!text.includes(",")) return undefined;
  const [from, to, ...more] = text.split(",").map((part) => readDay(part.trim(), today));
  if (from === undefined || to === undefined || more.length > 0) throw wrongDate(text);
  return { from, to: earlier(to, `${Number(today.slice(0, 4)) + 10}-12-31`) };
}

/** `last3` ends with the period of today, `previous3` with the one before it; a count of 0, or none, is taken as 1. */
function countedEnds(kind: PeriodKind, previous: boolean, count: number, today: Day): Ends {
  const to = previous ? moved(kind, today, -1) : today;
  const from = moved(kind, to, 1 - Math.max(1, Math.min(count, mostPeriods[kind])));
  return { from: later(from, earliestDay), to };
}

function moved(kind: PeriodKind, day: Day, count: number): Day {
  if (kind === "day" || kind === "range") return addDays(day, count);
  if (kind === "week") return addDays(day, 7 * count);
  return addMonths(day, kind === "month" ? count : 12 * count);
}

function rangeOf(text: string, ends: Ends | undefined): Period {
  if (!ends || ends.to < ends.from) throw wrongDate(text);
  const [first, second] = text.split(",");
  // NOTE matomo: a range that names one day twice is that day, with unique visitors; `last1` stays a range.
  if (first?.trim() === second?.trim()) return periodAround("day", ends.from);
  return { kind: "range", ...ends, label: `${ends.from},${ends.to}` };
}

/** NOTE matomo: where the ends are the wrong way round, the answer holds the period of the last one only. */
function periodsBetween(kind: Exclude<PeriodKind, "range">, from: Day, to: Day): readonly Period[] {
  const last = periodAround(kind, to);
  const periods = [last];
  for (let first = last; first.from > from; ) {
    first = periodAround(kind, addDays(first.from, -1));
    periods.push(first);
  }
  return periods.reverse();
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}
