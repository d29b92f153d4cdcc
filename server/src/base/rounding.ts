/**
 * Rounds half away from zero to so many decimal places, by the number as it is written in decimals: 1.005 to two places
 * is 1.01, although the nearest binary number lies below it.
 */
export function round(number: number, places: number): number {
  const magnitude = Number(shifted(Math.abs(number), places));
  const rounded = Number(shifted(Math.round(magnitude), -places));
  return number < 0 && rounded !== 0 ? -rounded : rounded;
}

/** Moves the decimal point by text, so that no binary multiplication blurs the last digit. */
function shifted(number: number, places: number): string {
  const [digits, exponent = "0"] = String(number).split("e");
  return `${digits}e${Number(exponent) + places}`;
}
