import type { Records } from "../db/records.ts";
import type { Sql } from "../db/sql.ts";
import type { Metric } from "./metric.ts";
import type { Query, QuerySite } from "./query.ts";
import type { Cells } from "./table.ts";
import type { TableName } from "./tables.ts";

/** Which rows of a table are about leaves of a tree, and of which. */
export interface TreeRows {
  /** The column that says which leaf. */
  readonly leaf: Sql;
  /** The column with the labels on the way to it, itself included, and a line break between two. Where not said, there is one level. */
  readonly path?: Sql;
  /** The column with what that path has on the top level: itself where it has one label, else the first with a line break behind. */
  readonly top?: Sql;
  /** Which rows count. */
  readonly where: Sql;
}

/** Figures of a tree that stand in one table. */
export interface TreePart extends TreeRows {
  readonly table: TableName;
  /** What stands before a leaf that is an address, by its number. */
  readonly prefix?: Sql;
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
  /** The leaves that were met before a conversion. Where not said, it is not told. */
  readonly met?: TreeMet;
  /** The leaf by which a visit was entered, in columns that visits and conversions have alike. */
  readonly entered: TreeRows;
  /** Id of the figure that counts the visits so entered, where a part of the tree tells it. */
  readonly entries?: string;
}

/** Where it stands which leaves were met before a conversion. */
export interface TreeMet {
  /** The column of conversions that lists them, by their paths where leaves have some. */
  readonly listed: Sql;
  /** The action that met one, for conversions that do not know. */
  readonly action: TreeRows;
  /** The leaf that is none: what has no address, or no title. */
  readonly unnamed: string;
}

/** Rows in folders, several levels deep: addresses by the steps of their paths. Or leaves alone: titles. */
export interface TreeShape {
  readonly shape: "tree";
  /** The first one is what the tree is about. */
  readonly parts: readonly TreePart[];
  readonly goals?: TreeGoals;
  /** Id of the figure that a row must have to be shown, at any level. */
  readonly having?: string;
  readonly told: TreeTold;
  /** The label of a leaf on the only level; what is stored of it where not said. */
  readonly label?: (stored: string) => string;
  /** What stands for a label where all levels are put on one; the label itself where not said. */
  readonly flatLabel?: (label: string, isTop: boolean) => string;
}

export function tree(options: Omit<TreeShape, "shape">): TreeShape {
  return { shape: "tree", ...options };
}

/** One row of a tree: that of the leaf which the request names. */
export interface LeafShape {
  readonly shape: "leaf";
  readonly tree: TreeShape;
  /**
   * What the column with the leaf's path holds of it (where there is one level, the leaf's own), out of the parameters that name it: as a
   * text, or as the warehouse works it out.
   */
  readonly path: (query: Query, records: Records | undefined) => string | Sql | Promise<Sql>;
}

export function leaf(of: TreeShape, path: LeafShape["path"]): LeafShape {
  return { shape: "leaf", tree: of, path };
}
