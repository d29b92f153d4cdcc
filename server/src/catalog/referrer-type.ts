import type { ReferrerType } from "./hit.ts";

/** How the types of referrers are stored: Matomo's numbers. */
export const referrerNumbers: Readonly<Record<ReferrerType, number>> = {
  direct: 1,
  website: 3,
  search: 2,
  social: 7,
  campaign: 6,
  ai: 8,
};

const types = new Map(Object.entries(referrerNumbers).map(([type, number]) => [number, type as ReferrerType]));

/** The type behind a stored number; undefined for any other number. */
export function referrerTypeOf(number: number): ReferrerType | undefined {
  return types.get(number);
}

/** The number of a type by its name; undefined where there is no such type. */
export function referrerNumberOf(name: string): number | undefined {
  return Object.hasOwn(referrerNumbers, name) ? referrerNumbers[name as ReferrerType] : undefined;
}
