import type { Day } from "../base/dates.ts";

export type ColumnValue = string | number | boolean | null;

/**
 * A visit as tracking holds it: exactly the columns of its row, keys and dimensions alike, so that it can be read back.
 * Ids of visitors and fingerprints are 16 hexadecimal digits here and UInt64 in the warehouse.
 */
export interface Visit {
  readonly site: number;
  readonly start_day: Day;
  /** The journal position of the hit that began it. */
  readonly visit: number;
  /** The journal position of the last hit applied. */
  position: number;
  /** Local day of the last action, by which reports count the visit. */
  day: Day;
  visitor: string;
  readonly fingerprint: string;
  /** Seconds since 1970. */
  readonly first_time: number;
  last_time: number;
  [column: string]: ColumnValue;
}

/** A row of `actions`. */
export interface ActionRow {
  readonly site: number;
  readonly day: Day;
  readonly visit: number;
  readonly position: number;
  readonly visitor: string;
  readonly start_day: Day;
  readonly time: number;
  [column: string]: ColumnValue | readonly string[];
}

/** A row of `conversions`. `goal` is 0 for an order and -1 for an abandoned cart; `slot` tells conversions of one goal in one visit apart. */
export interface ConversionRow {
  readonly site: number;
  readonly start_day: Day;
  readonly visit: number;
  readonly goal: number;
  readonly slot: string;
  readonly position: number;
  readonly is_deleted: 0 | 1;
  readonly day: Day;
  readonly visitor: string;
  readonly time: number;
  [column: string]: ColumnValue | readonly string[];
}

/** A row of `items`: a product in an order, or in a cart where `order_id` is empty. */
export interface ItemRow {
  readonly site: number;
  readonly start_day: Day;
  readonly visit: number;
  readonly order_id: string;
  readonly sku: string;
  readonly position: number;
  readonly is_deleted: 0 | 1;
  readonly day: Day;
  readonly visitor: string;
  readonly time: number;
  [column: string]: ColumnValue | readonly string[];
}
