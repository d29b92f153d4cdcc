import { round } from "../base/rounding.ts";

export { round };

/** So many digits of a binary number are sure. */
const exactDigits = 15;

/** Part of a whole, rounded to so many decimal places; 0 of nothing. What the division blurs in its last digits does not count. */
export function quotient(part: number, whole: number, places: number): number {
  return whole === 0 ? 0 : round(Number((part / whole).toPrecision(exactDigits)), places);
}
