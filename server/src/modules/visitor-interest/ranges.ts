import type { Bucket } from "../../catalog/buckets.ts";
import { type Sql, sql } from "../../db/sql.ts";

/** A range of whole numbers, both ends included; without a last one it goes on for ever. */
export interface Range {
  readonly from: number;
  readonly to?: number;
}

/** `1-3`, or `21+`: by that name a range is known in labels and as the key of its bucket. */
export function rangeText({ from, to }: Range): string {
  return to === undefined ? `${from}+` : `${from}-${to}`;
}

/** The visits in a range of what a segment names. */
export function rangeSegment(name: string, { from, to }: Range): string {
  if (to === undefined) return `${name}>=${from}`;
  return from === to ? `${name}==${from}` : `${name}>=${from};${name}<=${to}`;
}

/** Whether a number is in the range; null is not. */
export function isInRange(number: Sql, { from, to }: Range): Sql {
  return to === undefined ? sql`${number} >= ${from}` : sql`${number} BETWEEN ${from} AND ${to}`;
}

/** Rows for ranges: `1 page`, `2 pages`, `6-7 pages`, `21+ pages`. */
export function rangeBuckets(ranges: readonly Range[], segment: string, one: string, several: string): readonly Bucket[] {
  return ranges.map((range) => ({
    key: rangeText(range),
    label: () => rangeLabel(range, one, several),
    segment: () => rangeSegment(segment, range),
    part: rangeText(range),
  }));
}

function rangeLabel(range: Range, one: string, several: string): string {
  const { from, to } = range;
  if (from !== to) return `${rangeText(range)} ${several}`;
  return `${from} ${from === 1 ? one : several}`;
}

/** Conditions on a number by the keys of ranges. */
export function rangeConditions(number: Sql, ranges: readonly Range[]): Readonly<Record<string, Sql>> {
  return Object.fromEntries(ranges.map((range) => [rangeText(range), isInRange(number, range)]));
}
