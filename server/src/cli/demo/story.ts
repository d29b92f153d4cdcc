import type { Facts } from "./facts.ts";
import { createRandom, type Random } from "./random.ts";
import { type DemoHit, type DemoSite, inventVisit } from "./visit.ts";
import { inventVisitors, type Visitor } from "./visitors.ts";

export interface StoryPlan {
  /** Seconds since 1970 at which the story ends: no hit is later. */
  readonly end: number;
  readonly days: number;
  readonly visitsPerDay: number;
  readonly seed: number;
}

const day = 86_400;
/** How lively the hours of a day are (UTC), and its weekdays from Sunday. */
const hours = [1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 11, 12, 11, 11, 11, 11, 12, 13, 15, 16, 14, 9, 5, 2].map((weight, hour) => ({
  hour,
  weight,
}));
const weekdays = [1.15, 1, 0.95, 0.95, 1, 0.9, 1.05];
const returning = 0.38;

/** The hits of all visits of the last days, in the order in which they happened. */
export function tellStory(facts: Facts, ids: DemoSite, plan: StoryPlan): readonly DemoHit[] {
  const random = createRandom(plan.seed);
  const visitors = inventVisitors(facts, random, Math.ceil(plan.days * plan.visitsPerDay));
  const start = plan.end - plan.days * day;
  const known: Visitor[] = [];
  let strangers = 0;
  const hits: DemoHit[] = [];
  for (let index = 0; index < plan.days; index++) {
    for (const time of visitTimes(random, start + index * day, plan.visitsPerDay)) {
      const visitor = known.length > 0 && random.chance(returning) ? random.pick(known) : visitors[strangers++ % visitors.length]!;
      hits.push(...inventVisit(facts, random, ids, visitor, time));
      known.push(visitor);
    }
  }
  return hits.filter(({ time }) => time <= plan.end).sort((a, b) => a.time - b.time);
}

/** When the visits of the 24 hours from `start` on begin. */
function visitTimes(random: Random, start: number, usual: number): readonly number[] {
  const weekday = new Date(start * 1000).getUTCDay();
  const count = Math.round(usual * weekdays[weekday]! * (0.9 + random.next() * 0.2));
  const startHour = new Date(start * 1000).getUTCHours();
  const times = Array.from({ length: count }, () => {
    const { hour } = random.pickWeighted(hours);
    return start + ((hour - startHour + 24) % 24) * 3600 + random.between(0, 3599);
  });
  return times.sort((a, b) => a - b);
}
