import type { Sql } from "../db/sql.ts";
import type { Period, Query, QuerySite } from "./query.ts";
import type { Cells } from "./table.ts";
import type { TableName } from "./tables.ts";

/** One row of a list that is known beforehand: an hour, a range, a plugin. */
export interface Bucket {
  /** What `BucketsOptions.keyOf` calls it. */
  readonly key: string;
  /** In a language, English where not said. */
  readonly label: (language: string | undefined) => string;
  /** Undefined leaves it out. The period is the last one that is asked for. */
  readonly segment?: (site: QuerySite, period: Period) => string | undefined;
  /** What stands for the row in patterns, where that is not its label. */
  readonly part?: string;
  /** What is told of the row besides. */
  readonly metadata?: Cells;
}

export interface BucketsOptions {
  /**
   * The key of the bucket that a row of the table is in, as text; with arrayJoin, of each that it is in. Keys that no bucket has are
   * passed over.
   */
  readonly keyOf: (table: TableName, query: Query) => Sql;
  /** Whether rows come by their visits, falling; in the order of the list where not said. */
  readonly ranked?: boolean;
  /** Whether a bucket that nobody is in tells no more than that. */
  readonly bareUnvisited?: boolean;
  /** How many visits the shares of rows are of: an aggregate over visits. */
  readonly whole?: Sql;
  /** Whether that bucket is left out of the answer. */
  readonly isHidden?: (bucket: Bucket, query: Query, site: QuerySite) => boolean;
}

/** A row for each of a list, with visits or without (but none at all where there is no visit at all). */
export interface BucketsShape extends BucketsOptions {
  readonly shape: "buckets";
  readonly list: readonly Bucket[];
}

export function buckets(list: readonly Bucket[], options: BucketsOptions): BucketsShape {
  return { shape: "buckets", list, ...options };
}
