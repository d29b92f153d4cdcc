import type { Metric } from "../../catalog/metric.ts";
import { firstPeriod, type Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreePart } from "../../catalog/tree.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import { chosenMetrics } from "../figures.ts";
import { rowsOf, scopeOf } from "../source.ts";
import { aggregateOf, laneFor, placesOf } from "../sums.ts";
import type { Place, Placement } from "./placement.ts";

/** Sums of one part of a tree, at one place in it. */
export interface PartRow extends Place {
  readonly site: number;
  readonly period: string;
  /** The labels from the top of the tree down to the table asked for. */
  readonly above: readonly string[];
  readonly leaf: string;
  readonly prefix: number | null;
  /** Which of the parts. */
  readonly part: number;
  /** The figures of the part that there are sums, least and greatest values of, in the order of its metrics. */
  readonly sums: readonly (number | null)[];
  readonly least: readonly (number | null)[];
  readonly greatest: readonly (number | null)[];
}

/** The figures of a part over the periods of a query. */
export function metricsOfPart(part: TreePart, query: Query): readonly Metric[] {
  return chosenMetrics(part.metrics, firstPeriod(query));
}

/**
 * The figures of all parts, in one statement. Rows are grouped by what is stored first, so that paths are worked out once for each
 * address, and then by their place in the tree. Of several addresses at one place the one with most rows is told. Figures stand in
 * three arrays, by how they merge, which keeps the statement narrow.
 */
export async function readParts(
  parts: readonly TreePart[],
  placement: Placement,
  query: Query,
  context: ReportContext,
): Promise<readonly PartRow[]> {
  const byLeaf = join(
    parts.map((part, index) => sumsByLeaf(part, index, query, context)),
    " UNION ALL ",
  );
  const merged = sql`sumForEach(sums) AS sums, minForEach(least) AS least, maxForEach(greatest) AS greatest`;
  const told = sql`argMax((by_leaf, by_prefix), weight) AS told, tupleElement(told, 1) AS leaf, tupleElement(told, 2) AS prefix`;
  const placed = sql`SELECT site, period, part, steps, is_leaf, any(step_ids) AS step_ids, any(arraySlice(path, 1, depth)) AS above, ${told}, ${merged} FROM (${placement(byLeaf)}) GROUP BY site, period, part, steps, is_leaf`;
  return context.warehouse.query<PartRow>(placed, laneFor(query));
}

function sumsByLeaf(part: TreePart, index: number, query: Query, context: ReportContext): Sql {
  const { site, firstDay, keys } = placesOf(query);
  const metrics = metricsOfPart(part, query);
  const figures = (merge: NonNullable<Metric["merge"]>) =>
    sql`CAST([${join(metrics.filter(mergesBy(merge)).map((metric) => aggregateOf(query, metric)!))}], 'Array(Nullable(Float64))')`;
  const arrays = sql`${figures("sum")} AS sums, ${figures("min")} AS least, ${figures("max")} AS greatest`;
  const prefix = sql`CAST(${part.prefix ?? sql`NULL`}, 'Nullable(UInt8)') AS by_prefix`;
  const leaf = sql`toString(${part.leaf}) AS by_leaf`;
  return sql`SELECT ${site} AS site, toString(${firstDay}) AS period, ${index} AS part, ${leaf}, ${prefix}, count() AS weight, ${arrays} FROM ${rowsOf(part.table, scopeOf(query, context), part.where)} GROUP BY ${join([...keys, sql`by_leaf`, sql`by_prefix`])}`;
}

/** Reads the figures of a part's rows, by id; names are put in their places once for all of them. */
export function figureReader(metrics: readonly Metric[]): (row: PartRow) => Readonly<Record<string, number | null>> {
  const places = (["sum", "min", "max"] as const).flatMap((merge) =>
    metrics.filter(mergesBy(merge)).map(({ id }, index) => ({ id, array: arrays[merge], index })),
  );
  return (row) => {
    const figures: Record<string, number | null> = {};
    for (const { id, array, index } of places) figures[id] = row[array][index] ?? null;
    return figures;
  };
}

const arrays = { sum: "sums", min: "least", max: "greatest" } as const;

function mergesBy(wanted: NonNullable<Metric["merge"]>): (metric: Metric) => boolean {
  return ({ sql: aggregate, merge = "sum" }) => aggregate !== undefined && merge === wanted;
}
