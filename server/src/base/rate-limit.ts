import { LRUCache } from "lru-cache";
import type { Clock } from "./clock.ts";

/** Lets each key through so and so often a minute, evenly refilled. */
export interface RateLimit {
  /** Takes one request; gives the seconds to wait where there was none left, else 0. */
  take(key: string): number;
}

const mostKeys = 50_000;

/** A limit of `perMinute` for each key; 0 lets everything through. */
export function createRateLimit(perMinute: number, clock: Clock): RateLimit {
  if (perMinute === 0) return { take: () => 0 };
  const buckets = new LRUCache<string, { readonly left: number; readonly at: number }>({ max: mostKeys });
  const perMillisecond = perMinute / 60_000;
  return {
    take: (key) => {
      const at = clock.now();
      const before = buckets.get(key) ?? { left: perMinute, at };
      const left = Math.min(perMinute, before.left + Math.max(0, at - before.at) * perMillisecond);
      buckets.set(key, { left: left < 1 ? left : left - 1, at });
      return left < 1 ? Math.ceil((1 - left) / perMillisecond / 1000) : 0;
    },
  };
}
