import { type Demands, growthOf } from "./changes.ts";

/** All visits of a site in the later and in the earlier period. */
export interface Totals {
  readonly now: number;
  readonly before: number;
}

/** So many percent of a total, as whole visits. */
export function visitsFor(total: number, percent: number): number {
  return percent <= 0 ? 0 : Math.ceil((total / 100) * percent);
}

/** With fewer visits than that in all, single visits must not count as movements. */
const fewVisits = 200;

/**
 * What a row must do to be a mover or shaker: change far more than the site as a whole, by more than a few visits.
 * NOTE matomo: the same thresholds.
 */
export function shakerDemands({ now, before }: Totals): Omit<Demands, "order" | "increasers" | "decreasers"> {
  const { growth, loss, percents } = thresholds(growthOf(now, before));
  const leastPercent = now > 0 && now < fewVisits ? Math.ceil(2 / (now / 100)) : 1;
  const least = (percent: number) => visitsFor(now, Math.max(percent, leastPercent));
  return { growth, loss, least: { new: least(percents.new), mover: least(leastPercent), disappeared: least(percents.disappeared) } };
}

interface Thresholds {
  readonly growth: number;
  readonly loss: number;
  /** Parts of all visits that a new row must have, and that one must have had which is gone. */
  readonly percents: { readonly new: number; readonly disappeared: number };
}

function thresholds(evolution: number): Thresholds {
  if (evolution >= 100) {
    const growth = evolution + Math.ceil(evolution / 500) * 40;
    return { growth, loss: -70, percents: { new: Math.min((evolution / 100) * 3, 10), disappeared: 8 } };
  }
  const margin = Math.abs(evolution) + 20;
  return { growth: margin, loss: -margin, percents: { new: 5, disappeared: 7 } };
}
