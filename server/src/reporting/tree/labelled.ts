import type { Query } from "../../catalog/query.ts";
import type { TreeRows, TreeShape } from "../../catalog/tree.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import { hasFolders, type Placement } from "./placement.ts";

/** What the engine compiles, and a statement holds several times over, without trouble: requests may bring any number of labels. */
const longestPattern = 2000;

/** What people do not see at either end of a label; a line break divides the labels of a path. */
const blanks = "[\\t\\x0B\\f\\r \\x{FEFF}\\p{Z}]*";
const blanksOrBreaks = "[\\n\\t\\x0B\\f\\r \\x{FEFF}\\p{Z}]*";

/**
 * Leaves of a table no more than the rows that are looked for by their labels, and all rows below these. Where labels are stored encoded it
 * leaves more. The table of one leaf stays as it is, and so does one of folders: it has few rows, and is asked for by columns that are read
 * quickly.
 */
export function labelledIn(placement: Placement, shape: TreeShape, { labels }: Query): Placement {
  const { depth, among } = placement;
  if (!labels || depth === undefined || hasFolders(placement, shape)) return placement;
  const pattern = shape.parts[0]?.path ? patternOfPaths(labels, depth) : patternOfLeaves(labels, shape);
  if (pattern.length > longestPattern) return placement;
  const isLabelled = ({ leaf, path = leaf }: TreeRows) => sql`match(${path}, ${pattern})`;
  return { ...placement, among: (rows): Sql => join([...(among ? [among(rows)] : []), isLabelled(rows)], " AND ") };
}

type Labels = NonNullable<Query["labels"]>;

/** What is stored encoded: it may read as any label. */
const encoded = "[%+]";

function patternOfPaths(labels: Labels, depth: number): string {
  const above = `(?:[^\\n]*\\n){${depth}}`;
  const paths = labels.map((path) => path.map((names) => blanks + oneOf(names) + blanks).join("\\n"));
  return `${encoded}|^${above}(?:${paths.join("|")})(?:\\n|$)`;
}

function patternOfLeaves(labels: Labels, { label }: TreeShape): string {
  const names = labels.flatMap(([first = [], ...rest]) => (rest.length === 0 ? first : []));
  const unnamed = label?.("").trim();
  const stored = unnamed !== undefined && names.includes(unnamed) ? [...names, ""] : names;
  return `${encoded}|^${blanksOrBreaks}${oneOf(stored)}${blanksOrBreaks}$`;
}

function oneOf(texts: readonly string[]): string {
  return `(?:${texts.map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|")})`;
}
