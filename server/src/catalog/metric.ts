import type { Sql } from "../db/sql.ts";
import type { Cells } from "./table.ts";

export type MetricUnit = "count" | "percent" | "seconds" | "money" | "number" | "bytes" | "text";

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
  /** Aggregate over rows of the report's table. */
  readonly sql?: Sql;
  /** How equal labels, days or sites merge: `none` for what cannot be added (unique visitors). */
  readonly merge?: "sum" | "max" | "min" | "none";
  readonly compute?: (row: Cells) => number;
  /** Ids of the figures that `compute` reads. */
  readonly needs?: readonly string[];
  /** Left out by default over years and ranges, as Matomo does with unique visitors; still there when asked for by name. */
  readonly shortPeriodsOnly?: boolean;
}

/** Declares a metric. */
export function metric(declaration: Metric): Metric {
  return declaration;
}
