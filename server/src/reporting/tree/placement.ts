import type { Query } from "../../catalog/query.ts";
import type { TreeShape } from "../../catalog/tree.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { subtableId } from "../subtable-id.ts";

/** More levels than any path has. */
const allLevels = 64;

/**
 * Puts rows with `by_leaf`, what is stored of a leaf, in their places in the table that a query asks for, and leaves out those that
 * have none. The columns that are added: `path` (all labels), `depth` (of that table), `steps` and `step_ids` (the labels within it
 * and the numbers of the folders: one level, or all the way down), and `is_leaf` (whether the last step is the leaf).
 */
export type Placement = (rows: Sql) => Sql;

/** Where sums belong: as the columns of a placement say. */
export interface Place {
  readonly steps: readonly string[];
  readonly step_ids: readonly number[];
  readonly is_leaf: 0 | 1;
}

export function placementOf(query: Query, path: TreeShape["path"]): Placement {
  const reach = query.expand ? allLevels : 1;
  if (query.subtable === undefined) return placement(path, sql`0`, reach, sql`1`);
  return placement(path, sql`toInt64(indexOf(ids, toUInt64(${query.subtable})))`, reach, sql`depth > 0`);
}

/** The same where one leaf alone is asked for. */
export function placementOfLeaf(stored: string, path: TreeShape["path"]): Placement {
  return placement(path, sql`toInt64(length(path)) - 1`, 1, sql`path = (SELECT path FROM (${path(sql`SELECT ${stored} AS by_leaf`)}))`);
}

function placement(path: TreeShape["path"], depth: Sql, reach: number, where: Sql): Placement {
  const within = (list: Sql) => sql`arraySlice(${list}, depth + 1, ${reach})`;
  const placed = sql`${within(sql`path`)} AS steps, ${within(sql`ids`)} AS step_ids, length(path) <= depth + ${reach} AS is_leaf`;
  return (rows) =>
    sql`SELECT *, ${placed} FROM (SELECT *, ${depth} AS depth FROM (SELECT *, ${folderIds} AS ids FROM (${path(settled(rows))}))) WHERE ${where}`;
}

/** Keeps the engine from asking the paths of single actions, before they are grouped: nothing is moved past a limit. */
function settled(rows: Sql): Sql {
  return sql`SELECT * FROM (${rows}) LIMIT ${Number.MAX_SAFE_INTEGER}`;
}

/** A label holds no line break, so that joined by one they cannot be mistaken. */
const folderIds = sql`arrayMap(level -> ${subtableId(sql`concat(toString(level), '\n', arrayStringConcat(arraySlice(path, 1, level), '\n'))`)}, range(1, length(path)))`;
