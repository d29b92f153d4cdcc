import { round, roundedFarFromMiddle } from "../base/rounding.ts";

export { round };

/** So many digits of a binary number are sure. */
const exactDigits = 15;

/** Part of a whole, rounded to so many decimal places; 0 of nothing. What the division blurs in its last digits does not count. */
export function quotient(part: number, whole: number, places: number): number {
  if (whole === 0) return 0;
  const share = part / whole;
  return roundedFarFromMiddle(share, places) ?? round(Number(share.toPrecision(exactDigits)), places);
}
