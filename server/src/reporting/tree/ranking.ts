import type { Metric } from "../../catalog/metric.ts";
import { firstPeriod, type Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreePart, TreeShape } from "../../catalog/tree.ts";
import { join, name, type Sql, sql, trusted } from "../../db/sql.ts";
import { isMap } from "../answers.ts";
import { chosenMetrics } from "../figures.ts";
import { laneFor } from "../sums.ts";
import type { Placement } from "./placement.ts";

/** The figures of a part that are told over the periods of a query. */
export function metricsOfPart(part: TreePart, query: Query): readonly Metric[] {
  return chosenMetrics(part.metrics, firstPeriod(query)).filter(({ sql }) => sql !== undefined);
}

/** A figure of a tree, and the number of the part that it stands in. */
export interface PlacedFigure {
  readonly part: number;
  readonly metric: Metric;
}

/** What the places of a table are ranked by, and what they must have to count. */
export interface Ranking {
  readonly rank: PlacedFigure;
  readonly having: PlacedFigure | undefined;
  /** How many places are going to be looked at. */
  readonly rows: number;
}

/**
 * How the warehouse finds the first rows of a table: by a figure that every row tells. Undefined where all rows are wanted, or where it
 * hangs on the folders of leaves that are put on one level whether these are shown.
 */
export function rankingOf({ parts, having }: TreeShape, { isDeep }: Placement, query: Query): Ranking | undefined {
  const { most } = query;
  const canRank = (!isDeep || (query.flat === true && having === undefined)) && !isMap(query);
  if (!most || !canRank) return undefined;
  const figureOf = (isWanted: (metric: Metric) => boolean): PlacedFigure | undefined => {
    for (const [part, each] of parts.entries()) {
      const metric = metricsOfPart(each, query).find(isWanted);
      if (metric) return { part, metric };
    }
    return undefined;
  };
  const rank = figureOf(({ id, inTree }) => id === most.of && inTree?.none === "zero" && !inTree.leafOnly);
  return rank && { rank, having: having === undefined ? undefined : figureOf(({ id }) => id === having), rows: most.rows };
}

/** The figures of a ranking in a statement over all parts. */
export interface RankColumns {
  /** Which parts tell any of them. */
  readonly parts: ReadonlySet<number>;
  /** The columns of a part: its own figures, and 0 for those of others. */
  readonly ofPart: (part: number) => Sql;
  /** Over all parts. */
  readonly rank: Sql;
  readonly having: Sql | undefined;
}

export function rankColumns({ rank, having }: Pick<Ranking, "rank" | "having">): RankColumns {
  const figures = [{ alias: name("figure_rank"), ...rank }, ...(having ? [{ alias: name("figure_having"), ...having }] : [])];
  const [overall, had] = figures.map(({ alias, metric: { merge = "sum" } }) => sql`${trusted(merge)}(${alias})`);
  const told = (index: number) =>
    figures.map(({ alias, part, metric }) => sql`${part === index ? sql`ifNull(${metric.sql!}, 0)` : sql`0`} AS ${alias}`);
  return { parts: new Set(figures.map(({ part }) => part)), ofPart: (part) => join(told(part)), rank: overall!, having: had };
}

/** A place as `readFirstByRank` finds it; `count` is how many there are in all. */
export interface RankedPlace {
  readonly place: string;
  readonly count: number;
}

/**
 * Reads the first of some places by their `rank`, the last of them with all of its rank. `places` is grouped by place, and `having` is an
 * aggregate that must not be 0.
 */
export function readFirstByRank<Row extends RankedPlace>(
  places: Sql,
  having: Sql | undefined,
  rows: number,
  query: Query,
  { warehouse }: ReportContext,
): Promise<readonly Row[]> {
  const shown = having ? sql`${places} HAVING ${having} > 0` : places;
  return warehouse.query<Row>(sql`${shown} ORDER BY rank DESC LIMIT ${rows} WITH TIES`, { ...laneFor(query), countsAll: true });
}
