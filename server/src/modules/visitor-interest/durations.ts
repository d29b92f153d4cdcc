import type { Range } from "./ranges.ts";

const minute = 60;

function minutes(from: number, to: number): Range {
  return { from: from * minute, to: to * minute };
}

/** Lengths of visits in seconds. NOTE matomo: ranges of minutes share their ends, so that a visit of two minutes is in two of them. */
export const durations: readonly Range[] = [
  { from: 0, to: 10 },
  { from: 11, to: 30 },
  { from: 31, to: 60 },
  minutes(1, 2),
  minutes(2, 4),
  minutes(4, 7),
  minutes(7, 10),
  minutes(10, 15),
  minutes(15, 30),
  { from: 30 * minute + 1 },
];

/** "11–30s", "2-4 min", "30+ min". */
export function durationLabel({ from, to }: Range): string {
  if (to === undefined) return `${Math.floor(from / minute)}+ min`;
  return to <= minute ? `${from}–${to}s` : `${from / minute}-${to / minute} min`;
}
