import { createHash } from "node:crypto";
import type { Query } from "../../catalog/query.ts";
import type { TreeRows, TreeShape } from "../../catalog/tree.ts";
import { join, type Sql, sql, typed } from "../../db/sql.ts";

/**
 * Which rows of a tree are asked for. A place is a text: of a leaf, the labels on the way to it; of a folder, the same with a line break
 * behind.
 */
export interface Placement {
  /** How many levels lie above the table; undefined for that of one leaf, wherever it is. */
  readonly depth: number | undefined;
  /** Whether each leaf is told by itself, however deep: folders are then added up of them. */
  readonly isDeep: boolean;
  /** Which rows count; all where not said. */
  readonly among?: (rows: TreeRows) => Sql;
  /** The places that are asked for; all of the table where not said. */
  readonly places?: readonly string[] | undefined;
}

/** As many places as a statement should name: it takes far longer than to ask for all where there are more. */
export const mostNames = 1000;

/** Levels that numbers of tables tell apart. */
const mostLevels = 16;

/** The table that a query asks for: the top one, or the one below a folder. */
export function placementOf({ expand = false, subtable }: Query): Placement {
  if (subtable === undefined) return { depth: 0, isDeep: expand };
  const depth = subtable % mostLevels;
  const isBelow = ({ leaf, path = leaf, top = path }: TreeRows) =>
    sql`${tableNumber(folderOf(depth === 1 ? top : path, depth), depth)} = ${typed("UInt64", subtable)}`;
  return { depth, isDeep: expand, among: isBelow };
}

/** Whether the table tells folders, whose leaves are added up: there are few rows then. */
export function hasFolders({ isDeep }: Placement, { parts }: TreeShape): boolean {
  return !isDeep && parts[0]?.path !== undefined;
}

/** The table with one leaf alone. */
export function placementOfLeaf(path: string): Placement {
  return { depth: undefined, isDeep: true, places: [path] };
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

/** The place in the table that a row counts for: its leaf, or a folder on the way to it. */
export function placeIn({ isDeep, depth = 0 }: Placement, { leaf, path, top }: TreeRows): Sql {
  if (!path || isDeep) return path ?? leaf;
  return depth === 0 && top ? top : placeOfPath(path, depth);
}

/** The same of a path, whatever the columns of the row that it comes from. */
export function placeOf({ isDeep, depth = 0 }: Placement, { path }: TreeRows, found: Sql): Sql {
  return !path || isDeep ? found : placeOfPath(found, depth);
}

function placeOfPath(path: Sql, depth: number): Sql {
  return sql`if(countSubstrings(${path}, '\n') = ${depth}, ${path}, concat(${folderOf(path, depth + 1)}, '\n'))`;
}

/** Whether a place is a leaf. Undefined where all are. */
export function isLeaf({ isDeep }: Placement, { path }: TreeRows, place: Sql): Sql | undefined {
  return path && !isDeep ? sql`NOT endsWith(${place}, '\n')` : undefined;
}

/** The rows of a part of the tree that count for the table, or for those places in it. */
export function rowsIn(placement: Placement, rows: TreeRows): Sql {
  const { among, places } = placement;
  const conditions = [
    sql`(${rows.where})`,
    ...(among ? [among(rows)] : []),
    ...(places ? [isOneOf(placeIn(placement, rows), places)] : []),
  ];
  return join(conditions, " AND ");
}

function isOneOf(place: Sql, places: readonly string[]): Sql {
  const [only] = places;
  return only !== undefined && places.length === 1 ? sql`${place} = ${only}` : sql`${place} IN ${typed("Array(String)", places)}`;
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
