import type { Dimension } from "../catalog/dimension.ts";

/** A value as segments carry it: percent escapes for all but letters, digits and `-_.`, and `+` for a space. */
export function encodeSegmentValue(value: string): string {
  return encodeURIComponent(value)
    .replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

/** The segment of the visits with that stored value; undefined for a dimension that has no segment. */
export function segmentForValue({ segment, segmentValue }: Dimension, stored: string): string | undefined {
  if (segment === undefined) return undefined;
  const name = typeof segment === "string" ? segment : segment.name;
  return `${name}==${encodeSegmentValue(segmentValue?.(stored) ?? stored)}`;
}
