import type { Metric } from "../../catalog/metric.ts";
import { firstPeriod, type Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreePart } from "../../catalog/tree.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import { chosenMetrics } from "../figures.ts";
import { rowsOf, scopeOf } from "../source.ts";
import { aggregateOf, laneFor, placesOf } from "../sums.ts";
import { folderIn, isLeafIn, type Placement, rowsIn } from "./placement.ts";

/** Sums of one part of a tree: of a folder of the table, or of a leaf. */
export interface PartRow {
  readonly site: number;
  readonly period: string;
  readonly place: string;
  /** What is stored of the leaf, and how many rows there are of it. */
  readonly leaf: string;
  readonly weight: number;
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
 * The figures of all parts, in one statement: a row for each folder in the table, and for each leaf, by what is stored of it. Figures
 * stand in three arrays, by how they merge, which keeps the statement narrow.
 */
export async function readParts(
  parts: readonly TreePart[],
  placement: Placement,
  query: Query,
  context: ReportContext,
): Promise<readonly PartRow[]> {
  const all = parts.map((part, index) => sumsOfPart(part, index, placement, query, context));
  return context.warehouse.query<PartRow>(join(all, " UNION ALL "), laneFor(query));
}

function sumsOfPart(part: TreePart, index: number, placement: Placement, query: Query, context: ReportContext): Sql {
  const { site, firstDay, keys } = placesOf(query);
  const isLeaf = isLeafIn(placement, part);
  const figure = (metric: Metric) => narrowed(aggregateOf(query, metric)!, metric.inTree?.leafOnly ? isLeaf : undefined);
  const figures = (merge: NonNullable<Metric["merge"]>) =>
    sql`CAST([${join(metricsOfPart(part, query).filter(mergesBy(merge)).map(figure))}], 'Array(Nullable(Float64))')`;
  const arrays = sql`${figures("sum")} AS sums, ${figures("min")} AS least, ${figures("max")} AS greatest`;
  const { leaf, path = leaf } = part;
  // What is grouped by is one column: the leaf as stored or, with a line break behind, the folder.
  const group = isLeaf ? sql`if(${isLeaf}, toString(${leaf}), ${folderIn(placement, path)})` : leaf;
  const place = isLeaf
    ? sql`any(if(${isLeaf}, toString(${path}), '')) AS leaf_path, if(leaf_path = '', leaf, leaf_path) AS place`
    : sql`any(${path}) AS place`;
  const prefix = sql`CAST(${part.prefix ? sql`argMin(${part.prefix}, position)` : sql`NULL`}, 'Nullable(UInt8)') AS prefix`;
  return sql`SELECT ${site} AS site, toString(${firstDay}) AS period, ${index} AS part, ${group} AS leaf, ${place}, count() AS weight, ${prefix}, ${arrays} FROM ${rowsOf(part.table, scopeOf(query, context), rowsIn(placement, part))} GROUP BY ${join([...keys, sql`leaf`])}`;
}

/** The same aggregate over those rows alone. */
function narrowed(aggregate: Sql, rows: Sql | undefined): Sql {
  return rows ? sql`${aggregate} FILTER (WHERE ${rows})` : aggregate;
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
