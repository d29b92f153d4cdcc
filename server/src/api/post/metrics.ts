import type { Metric } from "../../catalog/metric.ts";
import type { Table } from "../../catalog/table.ts";
import { metricOf } from "../../reporting/metric-of.ts";
import { addedMetrics } from "./added-columns.ts";
import type { PostContext } from "./filter.ts";

/** The metrics behind the columns of a table, those of the report and those that the request added. */
export function metricsIn(table: Table, context: PostContext): readonly Metric[] {
  const added = addedMetrics(table, context);
  const columns = new Set<string>();
  for (const row of table.rows) for (const column of Object.keys(row.columns)) columns.add(column);
  return [...columns].flatMap((column) => metricOf(context.report, column) ?? added.find(({ id }) => id === column) ?? []);
}
