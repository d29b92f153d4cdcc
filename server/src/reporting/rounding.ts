import { round } from "../base/rounding.ts";

export { round };

/** Part of a whole, rounded to so many decimal places; 0 of nothing. */
export function quotient(part: number, whole: number, places: number): number {
  return whole === 0 ? 0 : round(part / whole, places);
}
