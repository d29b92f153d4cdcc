import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreePart, TreeShape } from "../../catalog/tree.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import { bareRowsOf, scopeOf } from "../source.ts";
import { laneFor, type PlacedRow, placesOf } from "../sums.ts";
import { isLeaf, type Placement, placeIn, rowsIn } from "./placement.ts";
import { metricsOfPart, narrowed, type RankColumns, type RankedPlace, type Ranking, rankColumns, readFirstByRank } from "./ranking.ts";
import type { PartFigures } from "./tree-figures.ts";

/** What one part of a tree tells of one place of the table. */
export interface PartRow {
  readonly site: number;
  readonly period: string;
  readonly place: string;
  readonly told: PartFigures;
}

export interface PartRows {
  readonly rows: readonly PartRow[];
  /** How many rows the table has, where not all of them were read. */
  readonly count?: number;
}

/** The figures of all parts, in one statement: a row for each place. They stand in an array, which keeps the statement narrow. */
export async function readParts(shape: TreeShape, placement: Placement, query: Query, context: ReportContext): Promise<PartRows> {
  const { of } = placesOf(query);
  const rows = await context.warehouse.query<ToldRow>(partsStatement(shape, placement, query, context), laneFor(query));
  return { rows: rows.map((row) => ({ ...of(row), place: row.place, told: row.told })) };
}

/** The same of the places that rank first, the last of them with all of its rank: in a table with folders there are few of them. */
export async function readFirstParts(
  shape: TreeShape,
  placement: Placement,
  ranking: Ranking,
  query: Query,
  context: ReportContext,
): Promise<PartRows> {
  const ranked = rankColumns(ranking, shape, placement, query, context);
  // Texts are gathered far faster than lists.
  const columns = sql`place, groupArray(toJSONString(told)) AS parts`;
  const all = partsStatement(shape, placement, query, context, ranked);
  const places = sql`SELECT ${columns}, ${ranked.rank} AS rank FROM (${all}) GROUP BY place`;
  const found = await readFirstByRank<PlaceRow>(places, ranked.having, ranking.rows, query, context);
  const only = placesOf(query).of({});
  // Read as one text, which is faster than many short ones.
  const told: readonly PartFigures[] = JSON.parse(`[${found.flatMap(({ parts }) => parts).join()}]`);
  const placesOfTold = found.flatMap(({ place, parts }) => parts.map(() => place));
  return { rows: told.map((each, index) => ({ ...only, place: placesOfTold[index]!, told: each })), count: found[0]?.count ?? 0 };
}

type ToldRow = PlacedRow & Omit<PartRow, keyof PlacedRow>;

/** A place with what each part tells of it, as JSON. */
interface PlaceRow extends RankedPlace {
  readonly parts: readonly string[];
}

/** A row for each part and place. `ranked` figures have columns of their own besides. */
function partsStatement(shape: TreeShape, placement: Placement, query: Query, context: ReportContext, ranked?: RankColumns): Sql {
  const parts = shape.parts.map((part, index) => figuresOfPart(part, index, ranked?.ofPart(index), placement, query, context));
  return join(parts, " UNION ALL ");
}

function figuresOfPart(
  part: TreePart,
  index: number,
  ranked: Sql | undefined,
  placement: Placement,
  query: Query,
  context: ReportContext,
): Sql {
  const { columns, keys } = placesOf(query);
  const ofLeaf = isLeaf(placement, part, sql`place`);
  const figures = metricsOfPart(part, query).map((metric) => narrowed(metric.sql!, metric.inTree?.leafOnly ? ofLeaf : undefined));
  const place = sql`${placeIn(placement, part)} AS place`;
  const told = join([...columns, place, ...(ranked ? [ranked] : []), sql`[${join([index, ...figures])}] AS told`]);
  return sql`SELECT ${told} FROM ${bareRowsOf(part.table, scopeOf(query, context), rowsIn(placement, part))} GROUP BY ${join([...keys, sql`place`])}`;
}
