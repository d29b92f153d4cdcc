import { addDays, addMonths, type Day, isDay } from "../base/dates.ts";

/** No website is older than the first one: earlier days are mistakes. */
export const earliestDay: Day = "1991-08-06";

/** Days that are named from today, by their name in lower case and without a space or hyphen. */
const namedDays: ReadonlyMap<string, (today: Day) => Day> = new Map([
  ["now", (today) => today],
  ["today", (today) => today],
  ["yesterday", (today) => addDays(today, -1)],
  ["yesterdaysametime", (today) => addDays(today, -1)],
  ["tomorrow", (today) => addDays(today, 1)],
  ["lastweek", (today) => addDays(today, -7)],
  ["lastmonth", (today) => addMonths(today, -1)],
  ["lastyear", (today) => addMonths(today, -12)],
]);

/**
 * Reads one day: `2026-06-01`, `2026-6-1`, `20260601`, `202606` (the first of the month), or a name such as `today` and
 * `last week`, in any case. Undefined for anything else, and for days before the web.
 */
export function readDay(text: string, today: Day): Day | undefined {
  const named = namedDays.get(text.toLowerCase().replace(/[ -]/g, ""));
  if (named) return named(today);
  const [, year, month, date = "1"] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)?$/.exec(text) ?? [];
  const day = `${year}-${month?.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(day) && day >= earliestDay ? day : undefined;
}
