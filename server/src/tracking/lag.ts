import type { Clock } from "../base/clock.ts";

/** How long hits have been waiting to be applied. */
export interface Lag {
  appended(position: number): void;
  applied(position: number): void;
  /** Seconds since the oldest hit that is not applied came, a quarter of a second more or less. */
  seconds(): number;
}

const sampleEvery = 250;

/** Remembers when positions came, one of each quarter of a second, until they are applied. */
export function createLag(clock: Clock): Lag {
  let samples: { readonly position: number; readonly at: number }[] = [];
  return {
    appended: (position) => {
      const at = clock.now();
      const newest = samples.at(-1);
      if (newest && at - newest.at < sampleEvery) samples[samples.length - 1] = { position, at: newest.at };
      else samples.push({ position, at });
    },
    applied: (position) => {
      const first = samples.findIndex((sample) => sample.position > position);
      samples = first < 0 ? [] : samples.slice(first);
    },
    seconds: () => (samples[0] ? (clock.now() - samples[0].at) / 1000 : 0),
  };
}
