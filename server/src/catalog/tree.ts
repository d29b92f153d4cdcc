import type { Sql } from "../db/sql.ts";
import type { Metric } from "./metric.ts";
import type { QuerySite } from "./query.ts";
import type { Cells } from "./table.ts";
import type { TableName } from "./tables.ts";

/** Figures of a tree that stand in one table, by the leaf that a row of it belongs to. */
export interface TreePart {
  readonly table: TableName;
  /** What is stored of the leaf. */
  readonly leaf: Sql;
  /** What stands before a leaf that is an address, by its number. */
  readonly prefix?: Sql;
  /** Which rows count. */
  readonly where: Sql;
  readonly metrics: readonly Metric[];
}

/** A leaf of which a row is told: as stored, and with the number of what stands before it. */
export interface Leaf {
  readonly stored: string;
  readonly prefix: number | null;
}

/** What a row tells besides its figures. */
export interface TreeTold {
  readonly leaf: (leaf: Leaf, site: QuerySite) => Cells;
  /** `steps` are the labels from the top down to the folder. */
  readonly folder?: (steps: readonly string[], site: QuerySite) => Cells;
}

/** Which pages led to conversions, and which were entries of visits with conversions. */
export interface TreeGoals {
  /** The leaf that an action met, and which actions count. Where not said, it is not told. */
  readonly met?: Pick<TreePart, "leaf" | "where">;
  /** The leaf by which a visit was entered, and which visits count. */
  readonly entered: Pick<TreePart, "leaf" | "where">;
}

/** Rows in folders, several levels deep: addresses by the steps of their paths. */
export interface TreeShape {
  readonly shape: "tree";
  /** Adds to a SELECT with `by_leaf`, what is stored, the column `path`: the labels from the top down to the leaf. */
  readonly path: (rows: Sql) => Sql;
  /** The first part is what the tree is about. */
  readonly parts: readonly TreePart[];
  readonly goals?: TreeGoals;
  /** Id of the figure that a row must have to be shown, at any level. */
  readonly having?: string;
  readonly told: TreeTold;
  /** What stands for a label where all levels are put on one; the label itself where not said. */
  readonly flatLabel?: (label: string, isTop: boolean) => string;
}

export function tree(path: TreeShape["path"], options: Omit<TreeShape, "shape" | "path">): TreeShape {
  return { shape: "tree", path, ...options };
}

/** One row of a tree: that of the leaf which the request names. */
export interface LeafShape {
  readonly shape: "leaf";
  readonly tree: TreeShape;
  /** What is stored of the leaf, out of the report's parameters. */
  readonly stored: (params: Readonly<Record<string, unknown>>) => string;
}

export function leaf(of: TreeShape, stored: LeafShape["stored"]): LeafShape {
  return { shape: "leaf", tree: of, stored };
}
