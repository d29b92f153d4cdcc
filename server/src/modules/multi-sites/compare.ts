import { type Metric, metric } from "../../catalog/metric.ts";
import type { Period } from "../../catalog/query.ts";
import { quotient, round } from "../../reporting/rounding.ts";
import { type Figure, figures } from "./figures.ts";

/** The columns that compare a figure with that of the period before. */
export function comparisonOf({ compared, metric: { name } }: Figure): readonly [change: Metric, trend: Metric] {
  return [
    metric({ id: `${compared}_evolution`, name: `${name} Evolution`, unit: "percent" }),
    metric({ id: `${compared}_evolution_trend`, name: `${name} Evolution Trend`, unit: "number" }),
  ];
}

export const comparisons: readonly Metric[] = figures.flatMap(comparisonOf);

/** Growth as a share of what there was before, to a thousandth: 0.5 is half as much again. Where there was nothing, something is 1. */
export function growth(now: number, before: number): number {
  if (now === before) return 0;
  return before === 0 ? 1 : quotient(now - before, before, 3);
}

/**
 * How much of a period is over, as a share of the length of the one before: so much of that one's figures is compared. 1 for a period
 * that is not running.
 */
export function shareOver(period: Period, before: Period, now: number | undefined): number {
  const [start, end] = endsOf(period);
  if (now === undefined || now < start || now > end) return 1;
  const [startBefore, endBefore] = endsOf(before);
  return round((now - start) / (endBefore - startBefore), 3);
}

/** First and last second, since 1970. */
function endsOf({ from, to }: Period): readonly [number, number] {
  return [Date.parse(`${from}T00:00:00Z`) / 1000, Date.parse(`${to}T23:59:59Z`) / 1000];
}
