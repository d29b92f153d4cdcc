import { notAllowed } from "../../base/errors.ts";
import type { Raw } from "../../catalog/params.ts";
import { textOf } from "../request.ts";

/** One of the things that are set beside each other: some visits over some time. */
export interface Series {
  readonly segment: string;
  readonly period: string;
  readonly date: string;
  /** Index of the series with the same segment over the first period; undefined for what is of the first period itself. */
  readonly changedFrom: number | undefined;
}

const mostSegments = 5;
const mostPeriods = 5;

/**
 * What `compare=1` sets side by side by `compareSegments`, `comparePeriods` and `compareDates`: first what is asked itself, then
 * period by period every segment. Empty where nothing is compared. Throws notAllowed.
 */
export function seriesIn(params: Readonly<Record<string, Raw>>): readonly Series[] {
  if (textOf(params, "compare").trim() !== "1") return [];
  const [segments, periods, dates] = [textsIn(params.compareSegments), textsIn(params.comparePeriods), textsIn(params.compareDates)];
  if (periods.length !== dates.length)
    throw notAllowed("To compare periods, send as many compareDates[] as comparePeriods[]: each pair of them is one period.");
  if (segments.length > mostSegments) throw notAllowed(`At most ${mostSegments} segments can be compared at once.`);
  if (periods.length > mostPeriods) throw notAllowed(`At most ${mostPeriods} periods can be compared at once.`);
  if (segments.length + periods.length === 0) return [];
  const allSegments = [textOf(params, "segment"), ...segments];
  const allDates = [textOf(params, "date"), ...dates];
  return [textOf(params, "period"), ...periods].flatMap((period, at) =>
    allSegments.map((segment, index) => ({ segment, period, date: allDates[at]!, changedFrom: at === 0 ? undefined : index })),
  );
}

function textsIn(raw: Raw | undefined): readonly string[] {
  const items = raw === undefined || raw === "" ? [] : typeof raw === "string" ? [raw] : Object.values(raw);
  return items.map((item) => (typeof item === "string" ? item : ""));
}
