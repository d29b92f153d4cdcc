import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreeShape } from "../../catalog/tree.ts";
import { join, sql } from "../../db/sql.ts";
import { bareRowsOf, scopeOf } from "../source.ts";
import { type Placement, placeIn, rowsIn } from "./placement.ts";
import { type Ranking, rankColumns, readFirstByRank } from "./ranking.ts";

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
  ranking: Ranking,
  query: Query,
  context: ReportContext,
): Promise<FirstPlaces> {
  const columns = rankColumns(ranking, shape, placement, query, context);
  const all = [...shape.parts.entries()].flatMap(([index, part]) => {
    if (ranking.having && !ranking.isOfFolders && !columns.parts.has(index)) return [];
    const source = bareRowsOf(part.table, scopeOf(query, context), rowsIn(placement, part));
    return [sql`SELECT ${placeIn(placement, part)} AS place, ${columns.ofPart(index)} FROM ${source} GROUP BY place`];
  });
  const places = sql`SELECT place, ${columns.rank} AS rank FROM (${join(all, " UNION ALL ")}) GROUP BY place`;
  const found = await readFirstByRank(places, columns.having, ranking.rows, query, context);
  return { places: found.map(({ place }) => place), count: found[0]?.count ?? 0 };
}
