import { escapeHtml } from "../../base/html.ts";
import type { Metric } from "../../catalog/metric.ts";
import type { Query, QuerySite } from "../../catalog/query.ts";
import type { Cells, Row, Table, Value } from "../../catalog/table.ts";
import type { TreeShape } from "../../catalog/tree.ts";
import { compareText } from "../value-rows.ts";
import type { Node } from "./nodes.ts";
import { pageGoalColumns } from "./page-goal-sums.ts";
import { tableBelow } from "./placement.ts";

/** All that rows are made of, for one site and one period. */
export interface TreeContext {
  readonly shape: TreeShape;
  readonly query: Query;
  readonly site: QuerySite;
  /** The labels from the top of the tree down to the table. */
  readonly above: readonly string[];
  /** The figures, and what is worked out of them, in the order in which they are told. */
  readonly metrics: readonly Metric[];
  /** All conversions of each goal. */
  readonly conversions: ReadonlyMap<number, number>;
}

/** The table of the nodes of one level, and in it those below where they were read: by visits, falling, then by label. */
export function tableOfNodes(nodes: ReadonlyMap<string, Node>, context: TreeContext): Table {
  const { query, shape, metrics } = context;
  // Rows on the way to one that is asked for by its label are told as if their table had been asked for.
  if (query.path) return tableOfLevel(nodes, context, context);
  const below = query.flat ? { shape: withoutHaving(shape) } : { metrics: metrics.filter(({ inTree }) => !inTree?.topOnly) };
  return tableOfLevel(nodes, context, { ...context, ...below, conversions: undefined });
}

/** NOTE matomo: of the rows that are put on one level, only those that were on the top one have to have the figure. */
function withoutHaving({ having: _, ...shape }: TreeShape): TreeShape {
  return shape;
}

/** What rows below others are made of: they do not know of all conversions. */
type LevelContext = Omit<TreeContext, "conversions"> & { readonly conversions: TreeContext["conversions"] | undefined };

function tableOfLevel(nodes: ReadonlyMap<string, Node>, context: LevelContext, below: LevelContext): Table {
  const { having } = context.shape;
  const shown = [...nodes.values()].filter(({ figures }) => having === undefined || Boolean(figures[having]));
  return { kind: "table", rows: shown.sort(byRank).map((node) => rowOfNode(node, context, below)) };
}

/** NOTE matomo: labels are sorted as HTML writes them. */
function byRank(one: Node, other: Node): number {
  return (other.figures.nb_visits ?? 0) - (one.figures.nb_visits ?? 0) || compareText(escapeHtml(one.label), escapeHtml(other.label));
}

function rowOfNode(node: Node, context: LevelContext, below: LevelContext): Row {
  const { shape, query, site, above } = context;
  const told = node.isLeaf ? node.leaf && shape.told.leaf(node.leaf, site) : shape.told.folder?.([...above, ...node.steps], site);
  return {
    columns: cellsOfNode(node, context),
    ...(told && { metadata: told }),
    ...(!node.isLeaf && {
      subtable: { id: tableBelow([...above, ...node.steps]), ...(query.expand && { table: tableOfLevel(node.below, below, below) }) },
    }),
  };
}

function labelOf({ label, steps }: Node, { shape, query }: LevelContext): string {
  return (query.flat && shape.flatLabel?.(label, steps.length === 1)) || label;
}

function cellsOfNode(node: Node, context: LevelContext): Cells {
  const { shape, metrics, conversions } = context;
  const cells: Record<string, Value> = { label: labelOf(node, context) };
  for (const metric of metrics) {
    const value = metric.compute ? undefined : toldValue(node, metric);
    if (value !== undefined) cells[metric.id] = value;
  }
  if (shape.goals) Object.assign(cells, pageGoalColumns(node.goals, conversions));
  const all: Record<string, number> = {};
  for (const id in node.figures) all[id] = node.figures[id] ?? 0;
  for (const { id, compute, needs = [] } of metrics) {
    if (!compute) continue;
    for (const need of needs) all[need] ??= 0;
    cells[id] = compute(all);
  }
  return cells;
}

function toldValue({ isLeaf, figures }: Node, { id, inTree }: Metric): number | null | undefined {
  if (inTree?.leafOnly && !isLeaf) return undefined;
  const value = figures[id];
  if (inTree?.none === "zero") return value ?? 0;
  return inTree?.none === "nothing" && value === 0 ? undefined : value;
}
