import type { Metric } from "../../catalog/metric.ts";
import { firstPeriod, type Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreePart } from "../../catalog/tree.ts";
import { join, name, type Sql, sql } from "../../db/sql.ts";
import { chosenMetrics } from "../figures.ts";
import { rowsOf, scopeOf } from "../source.ts";
import { figuresFor, firstDayOf } from "../sums.ts";
import type { Place, Placement } from "./placement.ts";

/** Sums of one part of a tree, at one place in it. */
export interface PartRow extends Place {
  readonly site: number;
  readonly period: string;
  /** The labels from the top of the tree down to the table asked for. */
  readonly above: readonly string[];
  readonly leaf: string;
  readonly prefix: number | null;
  readonly figures: Readonly<Record<string, number | null>>;
}

/** The figures of a part over the periods of a query. */
export function metricsOfPart(part: TreePart, query: Query): readonly Metric[] {
  return chosenMetrics(part.metrics, firstPeriod(query));
}

/**
 * The figures of one part. Rows are grouped by what is stored first, so that paths are worked out once for each address, and then
 * by their place in the tree. Of several addresses at one place the one with most rows is told.
 */
export async function readPart(part: TreePart, placement: Placement, query: Query, context: ReportContext): Promise<readonly PartRow[]> {
  const metrics = metricsOfPart(part, query);
  const rows = await context.warehouse.query<Record<string, unknown>>(partStatement(part, metrics, placement, query, context));
  return rows.map((row) => readRow(row, metrics));
}

function partStatement(part: TreePart, metrics: readonly Metric[], placement: Placement, query: Query, context: ReportContext): Sql {
  const merged = metrics.flatMap(({ id, sql: plain, merge = "sum" }) =>
    plain ? [sql`${name(merge)}(${name(`figure_${id}`)}) AS ${name(`merged_${id}`)}`] : [],
  );
  const rows = rowsOf(part.table, scopeOf(query, context), part.where);
  const byLeaf = sql`SELECT site, toString(${firstDayOf(query)}) AS period, toString(${part.leaf}) AS by_leaf, ${part.prefix ?? sql`CAST(NULL, 'Nullable(UInt8)')`} AS by_prefix, count() AS weight, ${join(figuresFor(query, metrics))} FROM ${rows} GROUP BY site, period, by_leaf, by_prefix`;
  return sql`SELECT site, period, steps, is_leaf, any(step_ids) AS ids_of_steps, any(arraySlice(path, 1, depth)) AS above, argMax((by_leaf, by_prefix), weight) AS told, tupleElement(told, 1) AS leaf, tupleElement(told, 2) AS prefix, ${join(merged)} FROM (SELECT *, ${placement.columns} FROM (${byLeaf})) WHERE ${placement.where} GROUP BY site, period, steps, is_leaf`;
}

function readRow(row: Record<string, unknown>, metrics: readonly Metric[]): PartRow {
  const figures = metrics.flatMap(({ id, sql: aggregate }) => (aggregate ? [[id, row[`merged_${id}`] as number | null]] : []));
  return {
    site: row.site as number,
    period: row.period as string,
    steps: row.steps as readonly string[],
    step_ids: row.ids_of_steps as readonly number[],
    is_leaf: row.is_leaf as 0 | 1,
    above: row.above as readonly string[],
    leaf: row.leaf as string,
    prefix: row.prefix as number | null,
    figures: Object.fromEntries(figures),
  };
}
