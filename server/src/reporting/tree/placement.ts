import type { Query } from "../../catalog/query.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { subtableId } from "../subtable-id.ts";

/** More levels than any path has. */
const allLevels = 64;

/**
 * Where leaves stand in the table that a query asks for, as SQL over the columns `by_leaf` (what is stored) and what these
 * columns name themselves: `path` (all labels), `ids` (of the folders on it), `steps` and `step_ids` (those within the table asked
 * for: one level, or all the way down), `is_leaf` (whether the last step is the leaf) and `depth` (of that table).
 */
export interface Placement {
  readonly columns: Sql;
  /** Which leaves lie in that table. */
  readonly where: Sql;
}

/** Where sums belong: as the columns of a placement say. */
export interface Place {
  readonly steps: readonly string[];
  readonly step_ids: readonly number[];
  readonly is_leaf: 0 | 1;
}

export function placementOf(query: Query, path: (stored: Sql) => Sql): Placement {
  const reach = query.expand ? allLevels : 1;
  if (query.subtable === undefined) return placement(path, sql`0`, reach, sql`1`);
  return placement(path, sql`toInt64(indexOf(ids, toUInt64(${query.subtable})))`, reach, sql`depth > 0`);
}

/** The same where one leaf alone is asked for. */
export function placementOfLeaf(stored: string, path: (stored: Sql) => Sql): Placement {
  return placement(path, sql`toInt64(length(path)) - 1`, 1, sql`path = ${path(sql`${stored}`)}`);
}

function placement(path: (stored: Sql) => Sql, depth: Sql, reach: number, where: Sql): Placement {
  const steps = sql`arraySlice(path, depth + 1, ${reach}) AS steps, arraySlice(ids, depth + 1, ${reach}) AS step_ids`;
  return {
    columns: sql`${path(sql`by_leaf`)} AS path, ${folderIds} AS ids, ${depth} AS depth, ${steps}, length(path) <= depth + ${reach} AS is_leaf`,
    where,
  };
}

/** A label holds no line break, so that joined by one they cannot be mistaken. */
const folderIds = sql`arrayMap(level -> ${subtableId(sql`concat(toString(level), '\n', arrayStringConcat(arraySlice(path, 1, level), '\n'))`)}, range(1, length(path)))`;
