import type { Metric } from "../../catalog/metric.ts";
import { firstPeriod, type Query } from "../../catalog/query.ts";
import type { TreePart, TreeShape } from "../../catalog/tree.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { isMap } from "../answers.ts";
import { chosenMetrics } from "../figures.ts";
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

/**
 * The first of some places by their `rank`, the last of them with all of its rank; `count` is how many there are in all. `places` is grouped by
 * place, and `having` is an aggregate that must not be 0.
 */
export function firstByRank(places: Sql, having: Sql | undefined, rows: number): Sql {
  const shown = having ? sql`${places} HAVING ${having} > 0` : places;
  return sql`SELECT *, count() OVER () AS count FROM (${shown}) ORDER BY rank DESC LIMIT ${rows} WITH TIES`;
}
