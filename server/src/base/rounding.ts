/**
 * Rounds half away from zero to so many decimal places, by the number as it is written in decimals: 1.005 to two places
 * is 1.01, although the nearest binary number lies below it.
 */
export function round(number: number, places: number): number {
  return roundedFarFromMiddle(number, places) ?? roundedByText(number, places);
}

/** The widest that binary arithmetic blurs a number of usual size. */
const blur = 1e-6;
const usualSize = 1e8;

/**
 * The same, in a fraction of the time, where the number does not lie so near the middle between two rounded ones that a blurred last digit
 * could decide; undefined where it does.
 */
export function roundedFarFromMiddle(number: number, places: number): number | undefined {
  const power = 10 ** places;
  const magnitude = Math.abs(number) * power;
  if (!(magnitude < usualSize) || Math.abs((magnitude % 1) - 0.5) < blur) return undefined;
  const rounded = Math.round(magnitude) / power;
  return number < 0 && rounded !== 0 ? -rounded : rounded;
}

function roundedByText(number: number, places: number): number {
  const magnitude = Number(shifted(Math.abs(number), places));
  const rounded = Number(shifted(Math.round(magnitude), -places));
  return number < 0 && rounded !== 0 ? -rounded : rounded;
}

/** Moves the decimal point by text, so that no binary multiplication blurs the last digit. */
function shifted(number: number, places: number): string {
  const [digits, exponent = "0"] = String(number).split("e");
  return `${digits}e${Number(exponent) + places}`;
}
