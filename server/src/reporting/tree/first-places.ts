import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreeShape } from "../../catalog/tree.ts";
import { join, name, sql, trusted } from "../../db/sql.ts";
import { bareRowsOf, scopeOf } from "../source.ts";
import { laneFor } from "../sums.ts";
import { type Placement, placeIn, rowsIn } from "./placement.ts";
import { firstByRank, type Ranking } from "./ranking.ts";

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
    const columns = figures.map(({ alias, part, metric }) => sql`${part === index ? metric.sql! : sql`0`} AS ${alias}`);
    const source = bareRowsOf(part.table, scopeOf(query, context), rowsIn(placement, part));
    return [sql`SELECT ${placeIn(placement, part)} AS place, ${join(columns)} FROM ${source} GROUP BY place`];
  });
  const [ranked, had] = figures.map(({ alias, metric: { merge = "sum" } }) => sql`${trusted(merge)}(${alias})`);
  const found = await context.warehouse.query<{ readonly place: string; readonly count: number }>(
    firstByRank(sql`SELECT place, ${ranked!} AS rank FROM (${join(all, " UNION ALL ")}) GROUP BY place`, had, rows),
    laneFor(query),
  );
  return { places: found.map(({ place }) => place), count: found[0]?.count ?? 0 };
}
