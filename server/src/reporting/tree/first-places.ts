import type { Metric } from "../../catalog/metric.ts";
import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreeShape } from "../../catalog/tree.ts";
import { join, name, sql, trusted } from "../../db/sql.ts";
import { isMap } from "../answers.ts";
import { rowsOf, scopeOf } from "../source.ts";
import { laneFor } from "../sums.ts";
import { metricsOfPart } from "./part-figures.ts";
import { type Placement, placeIn, rowsIn } from "./placement.ts";

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
      const metric = metricsOfPart(each, query).find((metric) => metric.sql !== undefined && isWanted(metric));
      if (metric) return { part, metric };
    }
    return undefined;
  };
  const rank = figureOf(({ id, inTree }) => id === most.of && inTree?.none === "zero" && !inTree.leafOnly);
  return rank && { rank, having: having === undefined ? undefined : figureOf(({ id }) => id === having), rows: most.rows };
}

/** The places that rank first in a table. */
export interface FirstPlaces {
  readonly places: readonly string[];
  /** How many there are in all. */
  readonly count: number;
}

/**
 * Finds the first places of a table of leaves, the last of them with all of its rank. There may be very many, and of each this asks one figure
 * alone; all the others are then worked out for those that it gives.
 */
export async function readFirstPlaces(
  shape: TreeShape,
  placement: Placement,
  { rank, having, rows }: Ranking,
  query: Query,
  context: ReportContext,
): Promise<FirstPlaces> {
  const figures = [{ alias: name("figure_rank"), ...rank }, ...(having ? [{ alias: name("figure_having"), ...having }] : [])];
  const all = [...shape.parts.entries()].flatMap(([index, part]) => {
    if (having && figures.every((figure) => figure.part !== index)) return [];
    const columns = figures.map(({ alias, part, metric }) => sql`${part === index ? metric.sql! : trusted("0")} AS ${alias}`);
    const source = rowsOf(part.table, scopeOf(query, context), rowsIn(placement, part));
    return [sql`SELECT ${placeIn(placement, part)} AS place, ${join(columns)} FROM ${source} GROUP BY place`];
  });
  const [byRank, had] = figures.map(({ alias, metric: { merge = "sum" } }) => sql`${trusted(merge)}(${alias})`);
  const found = await context.warehouse.query<{ readonly place: string; readonly count: number }>(
    sql`SELECT place, count() OVER () AS count FROM (${join(all, " UNION ALL ")}) GROUP BY place HAVING ${had ? sql`${had} > 0` : trusted("1")} ORDER BY ${byRank!} DESC LIMIT ${rows} WITH TIES`,
    laneFor(query),
  );
  return { places: found.map(({ place }) => place), count: found[0]?.count ?? 0 };
}
