import type { Sql } from "../db/sql.ts";
import type { Cells } from "./table.ts";

/** `clock` are seconds, written as `00:02:05`. */
export type MetricUnit = "count" | "percent" | "seconds" | "clock" | "money" | "number" | "bytes" | "text";

/**
 * Over which periods a figure is told unless it is asked for by name: those up to a month, single days only (whatever the
 * period is called), or those longer than a day.
 */
export type Span = "upToMonth" | "oneDay" | "severalDays";

/**
 * A figure. Either an aggregate over the rows of a table (`sql`), or worked out of other figures once sums are merged (`compute`):
 * sums are carried, ratios come last.
 */
export interface Metric {
  /** Its name on the wire: `nb_visits`. */
  readonly id: string;
  readonly name: string;
  readonly docs?: string;
  readonly unit: MetricUnit;
  /** Aggregate over rows of the report's table: one call, without -If, so that it can be narrowed to some of them. */
  readonly sql?: Sql;
  /** What the aggregate is divided by, once it is read: 1000 for seconds out of milliseconds. */
  readonly divisor?: number;
  /** How it merges where several stored values have one label; `sum` where not said. */
  readonly merge?: "sum" | "max" | "min";
  readonly compute?: (row: Cells) => number;
  /** Ids of the figures that `compute` reads. */
  readonly needs?: readonly string[];
  /** Told over all periods where not said. */
  readonly span?: Span;
  /** Id of the count of what it is about, `nb_visits` where not said: with a count of 0 there is nothing to tell. */
  readonly about?: string;
  /** Carried only for what is worked out of it: shown only where the request chooses columns, or never ("always"). */
  readonly hidden?: boolean | "always";
  /** Whether it can be that there is none, such as the least of nothing: told as null. */
  readonly nullable?: boolean;
  readonly inTree?: InTree;
}

/** How a figure is told in a tree. */
export interface InTree {
  /** Whether only leaves have it: it cannot be added up over what lies below a folder. */
  readonly leafOnly?: boolean;
  /** What is told where there is none: 0, or nothing. Where not said, what was counted, be it 0, and else nothing. */
  readonly none?: "zero" | "nothing";
  /** Id of a figure: where that is 0 in all rows of a table, this one is not told. */
  readonly provided?: string;
  /** Whether rows that come below others in one answer do not tell it, unless all are put on one level. */
  readonly topOnly?: boolean;
}

/** Declares a metric. */
export function metric(declaration: Metric): Metric {
  return declaration;
}
