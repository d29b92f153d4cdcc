import { createHash } from "node:crypto";
import type { Query } from "../../catalog/query.ts";
import type { TreeRows, TreeShape } from "../../catalog/tree.ts";
import { type Sql, sql, typed } from "../../db/sql.ts";

/**
 * Which rows of a tree are asked for. A place is a text: of a leaf, the labels on the way to it; of a folder, the same with a line break
 * behind.
 */
export interface Placement {
  /** How many levels lie above the table; undefined for that of one leaf, wherever it is. */
  readonly depth: number | undefined;
  /** Whether each leaf is told by itself, however deep: folders are then added up of them. */
  readonly isDeep: boolean;
  /** Which paths count; all where not said. */
  readonly among?: (path: Sql) => Sql;
}

/** Levels that numbers of tables tell apart. */
const mostLevels = 16;

/** The table that a query asks for: the top one, or the one below a folder. */
export function placementOf({ expand = false, subtable }: Query): Placement {
  if (subtable === undefined) return { depth: 0, isDeep: expand };
  const depth = subtable % mostLevels;
  return { depth, isDeep: expand, among: (path) => sql`${tableNumber(folderOf(path, depth), depth)} = ${typed("UInt64", subtable)}` };
}

/** The table with one leaf alone. */
export function placementOfLeaf(wanted: Sql): Placement {
  return { depth: undefined, isDeep: true, among: (path) => sql`${path} = ${wanted}` };
}

/**
 * The number of the table below a folder: 48 bits of a hash of its path, and the number of labels on the way. It is exact in JSON, and there
 * is no state behind it: a request that brings it is answered by comparing it with the same of every path.
 */
export function tableBelow(labels: readonly string[]): number {
  const hash = createHash("md5").update(labels.join("\n")).digest();
  return hash.readUIntBE(0, 6) * mostLevels + labels.length;
}

/** The same in the warehouse. */
function tableNumber(folder: Sql, depth: number): Sql {
  return sql`bitShiftRight(halfMD5(${folder}), 16) * ${mostLevels} + ${depth}`;
}

/** So many labels of a path. */
function folderOf(path: Sql, levels: number): Sql {
  return sql`substringIndex(${path}, '\n', ${levels})`;
}

/** Whether the leaf itself stands in the table, not a folder on the way to it. */
export function isLeafIn({ isDeep, depth = 0 }: Placement, { path }: TreeRows): Sql | undefined {
  return isDeep || !path ? undefined : sql`countSubstrings(${path}, '\n') = ${depth}`;
}

/** The folder in the table on the way to a leaf, with a line break behind. */
export function folderIn({ depth = 0 }: Placement, path: Sql): Sql {
  return sql`concat(${folderOf(path, depth + 1)}, '\n')`;
}

/** The rows of a part of the tree that count for the table. */
export function rowsIn({ among }: Placement, { where, path, leaf }: TreeRows): Sql {
  return among ? sql`(${where}) AND ${among(path ?? leaf)}` : where;
}

/** Where a place is. */
export interface Place {
  /** The labels from the top of the tree down to the table, */
  readonly above: readonly string[];
  /** and from the table down. */
  readonly steps: readonly string[];
  readonly isLeaf: boolean;
}

/** Reads places as the warehouse tells them. */
export function placeReader({ depth }: Placement, { parts: [part], label }: TreeShape): (place: string) => Place {
  if (!part?.path) return (place) => ({ above: [], steps: [label ? label(place) : place], isLeaf: true });
  return (place) => {
    const isLeaf = !place.endsWith("\n");
    const labels = (isLeaf ? place : place.slice(0, -1)).split("\n");
    const end = depth ?? labels.length - 1;
    return { above: labels.slice(0, end), steps: labels.slice(end), isLeaf };
  };
}
