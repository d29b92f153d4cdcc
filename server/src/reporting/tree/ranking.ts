import type { Metric } from "../../catalog/metric.ts";
import { firstPeriod, type Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreePart, TreeShape } from "../../catalog/tree.ts";
import { join, name, type Sql, sql, trusted } from "../../db/sql.ts";
import { isMap } from "../answers.ts";
import { chosenMetrics } from "../figures.ts";
import { bareRowsOf, scopeOf } from "../source.ts";
import { laneFor } from "../sums.ts";
import { mostNames, type Placement, placeIn, placeOf, rowsIn } from "./placement.ts";

/** The figures of a part that are told over the periods of a query. */
export function metricsOfPart(part: TreePart, query: Query): readonly Metric[] {
  return chosenMetrics(part.metrics, firstPeriod(query)).filter(({ sql }) => sql !== undefined);
}

/** The same aggregate over those rows alone. */
export function narrowed(aggregate: Sql, rows: Sql | undefined): Sql {
  return rows ? sql`${aggregate} FILTER (WHERE ${rows})` : aggregate;
}

/** A figure of a tree, and the number of the part that it stands in. */
export interface PlacedFigure {
  readonly part: number;
  readonly metric: Metric;
}

/** The first such figure of a tree; undefined where no part tells one over the periods of the query. */
export function figureOf(parts: readonly TreePart[], query: Query, isWanted: (metric: Metric) => boolean): PlacedFigure | undefined {
  for (const [part, each] of parts.entries()) {
    const metric = metricsOfPart(each, query).find(isWanted);
    if (metric) return { part, metric };
  }
  return undefined;
}

/** What the places of a table are ranked by, and what they must have to count. */
export interface Ranking {
  readonly rank: PlacedFigure;
  readonly having: PlacedFigure | undefined;
  /** Whether it is not the places that must have it but the folders on the top level in which they stand, all on one level now. */
  readonly isOfFolders: boolean;
  /** How many places are going to be looked at. */
  readonly rows: number;
}

/** How the warehouse finds the first rows of a table: by a figure that every row tells. Undefined where all rows are wanted. */
export function rankingOf({ parts, having }: TreeShape, { isDeep }: Placement, query: Query): Ranking | undefined {
  const { most } = query;
  const canRank = (!isDeep || query.flat === true) && !isMap(query);
  if (!most || !canRank) return undefined;
  const rank = figureOf(parts, query, ({ id, inTree }) => id === most.of && inTree?.none === "zero" && !inTree.leafOnly);
  if (!rank) return undefined;
  const had = having === undefined ? undefined : figureOf(parts, query, ({ id }) => id === having);
  const isOfFolders = had !== undefined && isDeep && parts[had.part]?.path !== undefined;
  // Places must be named then, however few there are beside them.
  return isOfFolders && most.rows > mostNames ? undefined : { rank, having: had, isOfFolders, rows: most.rows };
}

/** The figures of a ranking in a statement over all parts. */
export interface RankColumns {
  /** Which parts tell any of them. */
  readonly parts: ReadonlySet<number>;
  /** The columns of a part: its own figures, and 0 for those of others. */
  readonly ofPart: (part: number) => Sql;
  /** Over all parts. */
  readonly rank: Sql;
  /** Which places count, grouped over all parts; all where not said. */
  readonly having: Sql | undefined;
}

export function rankColumns(ranking: Ranking, shape: TreeShape, placement: Placement, query: Query, context: ReportContext): RankColumns {
  const { rank, having, isOfFolders } = ranking;
  const own = isOfFolders ? undefined : having;
  const figures = [{ alias: name("figure_rank"), ...rank }, ...(own ? [{ alias: name("figure_having"), ...own }] : [])];
  const [overall, had] = figures.map(({ alias, metric: { merge = "sum" } }) => sql`${trusted(merge)}(${alias})`);
  const told = (index: number) =>
    figures.map(({ alias, part, metric }) => sql`${part === index ? sql`ifNull(${metric.sql!}, 0)` : sql`0`} AS ${alias}`);
  const ofFolders = isOfFolders && having ? inFoldersWith(having, shape, placement, query, context) : undefined;
  return {
    parts: new Set(figures.map(({ part }) => part)),
    ofPart: (part) => join(told(part)),
    rank: overall!,
    having: had ? sql`${had} > 0` : ofFolders,
  };
}

/** Whether a place stands in a folder of the table, or is a leaf of it, that has the figure. */
function inFoldersWith(
  { part, metric }: PlacedFigure,
  { parts }: TreeShape,
  placement: Placement,
  query: Query,
  context: ReportContext,
): Sql {
  const rows = parts[part]!;
  const folders = { ...placement, isDeep: false };
  const having = bareRowsOf(rows.table, scopeOf(query, context), rowsIn(folders, rows));
  return sql`${placeOf(folders, rows, sql`place`)} IN (SELECT ${placeIn(folders, rows)} AS folder FROM ${having} GROUP BY folder HAVING ${metric.sql!} > 0)`;
}

/** A place as `readFirstByRank` finds it; `count` is how many there are in all. */
export interface RankedPlace {
  readonly place: string;
  readonly count: number;
}

/**
 * Reads the first of some places by their `rank`, the last of them with all of its rank. `places` is grouped by place, and `having` says
 * which groups count.
 */
export function readFirstByRank<Row extends RankedPlace>(
  places: Sql,
  having: Sql | undefined,
  rows: number,
  query: Query,
  { warehouse }: ReportContext,
): Promise<readonly Row[]> {
  const shown = having ? sql`${places} HAVING ${having}` : places;
  return warehouse.query<Row>(sql`${shown} ORDER BY rank DESC LIMIT ${rows} WITH TIES`, { ...laneFor(query), countsAll: true });
}
