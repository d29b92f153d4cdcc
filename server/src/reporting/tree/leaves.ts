import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { Leaf, TreePart } from "../../catalog/tree.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import { bareRowsOf, scopeOf } from "../source.ts";
import { laneFor, type PlacedRow, placesOf } from "../sums.ts";
import type { Node } from "./nodes.ts";
import { isLeaf, mostNames, type Placement, placeIn, rowsIn } from "./placement.ts";

/** A leaf of a tree, and where it stands. */
export interface PlacedLeaf {
  readonly site: number;
  readonly period: string;
  readonly place: string;
  readonly node: Node;
}

interface LeafRow extends PlacedRow {
  readonly place: string;
  readonly told: readonly [stored: string, prefix: number | null];
}

/** What is stored of leaves, by where they stand. */
export type StoredLeaves = ReadonlyMap<string, Leaf>;

/**
 * Tells leaves what is stored of them, from the first part of the tree that knows them; `first` is what the very first one knows, where it
 * has been asked. Where places are what is stored, that takes no statement; else mostly one, for the first part knows nearly all.
 */
export async function tellLeaves(
  leaves: readonly PlacedLeaf[],
  first: StoredLeaves | undefined,
  parts: readonly TreePart[],
  placement: Placement,
  query: Query,
  context: ReportContext,
): Promise<void> {
  let unknown = leaves;
  for (const [index, part] of parts.entries()) {
    if (unknown.length === 0) return;
    if (!part.path) {
      for (const { node, place } of unknown) node.leaf = { stored: place, prefix: null };
      return;
    }
    const found = index === 0 && first ? first : await readLeaves(part, { ...placement, places: namesOf(unknown) }, query, context);
    for (const leaf of unknown) leaf.node.leaf = found.get(keyOf(leaf));
    unknown = unknown.filter(({ node }) => !node.leaf);
  }
}

/** What a part of the tree stores of the leaves at some places. */
export async function readLeaves(part: TreePart, placement: Placement, query: Query, context: ReportContext): Promise<StoredLeaves> {
  const rows = await context.warehouse.query<LeafRow>(leavesStatement(part, placement, query, context), laneFor(query));
  const { of } = placesOf(query);
  return new Map(rows.map((row) => [keyOf({ ...of(row), place: row.place }), leafOf(row)]));
}

function leafOf({ told: [stored, prefix] }: LeafRow): Leaf {
  return { stored, prefix };
}

function namesOf(leaves: readonly PlacedLeaf[]): readonly string[] | undefined {
  const places = [...new Set(leaves.map(({ place }) => place))];
  return places.length > mostNames ? undefined : places;
}

function keyOf({ site, period, place }: Omit<PlacedLeaf, "node">): string {
  return `${site} ${period} ${place}`;
}

/** Of several that are stored at one place, the one with most rows counts; of equals, the one that was there first. */
function leavesStatement(part: TreePart, placement: Placement, query: Query, context: ReportContext): Sql {
  const { columns, keys, names } = placesOf(query);
  const place = placeIn(placement, part);
  const ofLeaves = placement.places ? undefined : isLeaf(placement, part, place);
  const where = join([rowsIn(placement, part), ...(ofLeaves ? [ofLeaves] : [])], " AND ");
  const prefix = part.prefix ? sql`argMin(${part.prefix}, position)` : sql`NULL`;
  const told = join([...columns, sql`${place} AS place`, sql`${part.leaf} AS leaf`, sql`${prefix} AS prefix`]);
  const stored = sql`SELECT ${told}, (-toInt64(count()), min(position)) AS rank FROM ${bareRowsOf(part.table, scopeOf(query, context), where)} GROUP BY ${join([...keys, sql`place`, sql`leaf`])}`;
  const places = join([...names, sql`place`]);
  return sql`SELECT ${places}, argMin((leaf, prefix), rank) AS told FROM (${stored}) GROUP BY ${places}`;
}
