import type { Metric } from "../../catalog/metric.ts";
import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreePart, TreeShape } from "../../catalog/tree.ts";
import { join, type Sql, sql, trusted } from "../../db/sql.ts";
import { bareRowsOf, scopeOf } from "../source.ts";
import { laneFor, type PlacedRow, placesOf } from "../sums.ts";
import { isLeaf, type Placement, placeIn, rowsIn } from "./placement.ts";
import { firstByRank, metricsOfPart, type PlacedFigure, type Ranking } from "./ranking.ts";

/** What one part of a tree tells of one place of the table. */
export interface PartRow {
  readonly site: number;
  readonly period: string;
  readonly place: string;
  /** Which of the parts. */
  readonly part: number;
  readonly figures: PartFigures;
}

/** The figures of a part, in the order of its metrics. */
type PartFigures = readonly (number | null)[];

export interface PartRows {
  readonly rows: readonly PartRow[];
  /** How many rows the table has, where not all of them were read. */
  readonly count?: number;
}

/** The figures of all parts, in one statement: a row for each place. They stand in an array, which keeps the statement narrow. */
export async function readParts(shape: TreeShape, placement: Placement, query: Query, context: ReportContext): Promise<PartRows> {
  const { of } = placesOf(query);
  const rows = await context.warehouse.query<ToldRow>(partsStatement(shape, placement, query, context), laneFor(query));
  return { rows: rows.map((row) => ({ ...of(row), place: row.place, part: row.part, figures: row.figures })) };
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
    const index = metricsOfPart(shape.parts[part]!, query).indexOf(metric);
    return sql`${trusted(metric.merge ?? "sum")}If(ifNull(figures[${index + 1}], 0), part = ${part})`;
  };
  const columns = sql`place, groupArray(part) AS numbers, groupArray(figures) AS parts`;
  const all = partsStatement(shape, placement, query, context);
  const found = await context.warehouse.query<PlaceRow>(
    firstByRank(sql`SELECT ${columns}, ${figure(rank)} AS rank FROM (${all}) GROUP BY place`, having && figure(having), rows),
    laneFor(query),
  );
  const only = placesOf(query).of({});
  const told = found.flatMap(({ place, numbers, parts }) =>
    numbers.map((part, index) => ({ ...only, place, part, figures: parts[index]! })),
  );
  return { rows: told, count: found[0]?.count ?? 0 };
}

type ToldRow = PlacedRow & Omit<PartRow, keyof PlacedRow>;

/** A place with the numbers of the parts that tell of it, and what each of these tells. */
interface PlaceRow {
  readonly place: string;
  readonly numbers: readonly number[];
  readonly parts: readonly PartFigures[];
  readonly count: number;
}

function partsStatement(shape: TreeShape, placement: Placement, query: Query, context: ReportContext): Sql {
  const parts = shape.parts.map((part, index) => figuresOfPart(part, index, placement, query, context));
  return join(parts, " UNION ALL ");
}

function figuresOfPart(part: TreePart, index: number, placement: Placement, query: Query, context: ReportContext): Sql {
  const { columns, keys } = placesOf(query);
  const ofLeaf = isLeaf(placement, part, sql`place`);
  const figures = metricsOfPart(part, query).map((metric) => narrowed(metric.sql!, metric.inTree?.leafOnly ? ofLeaf : undefined));
  const told = join([...columns, sql`${index} AS part`, sql`${placeIn(placement, part)} AS place`, sql`[${join(figures)}] AS figures`]);
  return sql`SELECT ${told} FROM ${bareRowsOf(part.table, scopeOf(query, context), rowsIn(placement, part))} GROUP BY ${join([...keys, sql`place`])}`;
}

/** The same aggregate over those rows alone. */
function narrowed(aggregate: Sql, rows: Sql | undefined): Sql {
  return rows ? sql`${aggregate} FILTER (WHERE ${rows})` : aggregate;
}

/** Reads the figures of a part, by id; what there is none of is 0, unless it can be that there is none. */
export function figureReader(metrics: readonly Metric[]): (figures: PartFigures) => Readonly<Record<string, number | null>> {
  return (told) => {
    const figures: Record<string, number | null> = {};
    metrics.forEach(({ id, nullable, divisor = 1 }, index) => {
      const value = told[index] ?? null;
      figures[id] = value === null ? (nullable ? null : 0) : value / divisor;
    });
    return figures;
  };
}
