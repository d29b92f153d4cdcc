/** Compares two texts by their characters' codes, capitals before small letters. Negative where the first comes first. */
export function textOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
