import type { Metric } from "../../catalog/metric.ts";
import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreePart, TreeShape } from "../../catalog/tree.ts";
import { join, name, type Sql, sql, trusted } from "../../db/sql.ts";
import { bareRowsOf, scopeOf } from "../source.ts";
import { laneFor, placesOf } from "../sums.ts";
import { isLeaf, type Placement, placeIn, rowsIn } from "./placement.ts";
import { firstByRank, metricsOfPart, type PlacedFigure, type Ranking } from "./ranking.ts";

/** Sums of one part of a tree at one place of the table. */
export interface PartRow extends PartSums {
  readonly site: number;
  readonly period: string;
  readonly place: string;
}

export interface PartSums {
  /** Which of the parts. */
  readonly part: number;
  /** The figures of the part that there are sums, least and greatest values of, in the order of its metrics. */
  readonly sums: readonly (number | null)[];
  readonly least: readonly (number | null)[];
  readonly greatest: readonly (number | null)[];
}

export interface PartRows {
  readonly rows: readonly PartRow[];
  /** How many rows the table has, where not all of them were read. */
  readonly count?: number;
}

/**
 * The figures of all parts, in one statement: a row for each place. Figures stand in three arrays, by how they merge, which keeps
 * the statement narrow.
 */
export async function readParts(shape: TreeShape, placement: Placement, query: Query, context: ReportContext): Promise<PartRows> {
  return { rows: await context.warehouse.query<PartRow>(partsStatement(shape, placement, query, context), laneFor(query)) };
}

/** The same of the places that rank first, the last of them with all of its rank: in a table with folders there are few of them. */
export async function readFirstParts(
  shape: TreeShape,
  placement: Placement,
  { rank, having, rows }: Ranking,
  query: Query,
  context: ReportContext,
): Promise<PartRows> {
  const figure = ({ part, metric }: PlacedFigure) => {
    const { merge = "sum" } = metric;
    const index = metricsOfPart(shape.parts[part]!, query).filter(mergesBy(merge)).indexOf(metric);
    return sql`${trusted(merge)}If(ifNull(${name(arrays[merge])}[${index + 1}], 0), part = ${part})`;
  };
  const parts = sql`CAST(groupArray((part, sums, least, greatest)), ${partsType}) AS parts`;
  const columns = sql`any(site) AS site, any(period) AS period, place, ${parts}`;
  const all = partsStatement(shape, placement, query, context);
  const found = await context.warehouse.query<Omit<PartRow, keyof PartSums> & { parts: readonly PartSums[]; count: number }>(
    firstByRank(sql`SELECT ${columns}, ${figure(rank)} AS rank FROM (${all}) GROUP BY place`, having && figure(having), rows),
    laneFor(query),
  );
  const told = found.flatMap(({ site, period, place, parts }) => parts.map((part) => ({ site, period, place, ...part })));
  return { rows: told, count: found[0]?.count ?? 0 };
}

const figuresType = "Array(Nullable(Float64))";
const partsType = `Array(Tuple(part UInt8, sums ${figuresType}, least ${figuresType}, greatest ${figuresType}))`;

function partsStatement(shape: TreeShape, placement: Placement, query: Query, context: ReportContext): Sql {
  const parts = shape.parts.map((part, index) => sumsOfPart(part, index, placement, query, context));
  return join(parts, " UNION ALL ");
}

function sumsOfPart(part: TreePart, index: number, placement: Placement, query: Query, context: ReportContext): Sql {
  const { site, period, keys } = placesOf(query);
  const ofLeaf = isLeaf(placement, part, sql`place`);
  const figure = (metric: Metric) => narrowed(metric.sql!, metric.inTree?.leafOnly ? ofLeaf : undefined);
  const figures = (merge: NonNullable<Metric["merge"]>) =>
    sql`CAST([${join(metricsOfPart(part, query).filter(mergesBy(merge)).map(figure))}], ${figuresType})`;
  const arrays = sql`${figures("sum")} AS sums, ${figures("min")} AS least, ${figures("max")} AS greatest`;
  return sql`SELECT ${site} AS site, ${period} AS period, ${index} AS part, ${placeIn(placement, part)} AS place, ${arrays} FROM ${bareRowsOf(part.table, scopeOf(query, context), rowsIn(placement, part))} GROUP BY ${join([...keys, sql`place`])}`;
}

/** The same aggregate over those rows alone. */
function narrowed(aggregate: Sql, rows: Sql | undefined): Sql {
  return rows ? sql`${aggregate} FILTER (WHERE ${rows})` : aggregate;
}

/** Reads the figures of a part's rows, by id; names are put in their places once for all of them. */
export function figureReader(metrics: readonly Metric[]): (row: PartSums) => Readonly<Record<string, number | null>> {
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
