import { escapeHtml } from "../../base/html.ts";
import { createCellMaker } from "../../catalog/cells.ts";
import type { Metric } from "../../catalog/metric.ts";
import type { Query, QuerySite } from "../../catalog/query.ts";
import type { Cells, Row, Table, Value } from "../../catalog/table.ts";
import type { TreeShape } from "../../catalog/tree.ts";
import { compareText } from "../value-rows.ts";
import type { Node } from "./nodes.ts";
import { pageGoalCells } from "./page-goal-sums.ts";
import { tableBelow } from "./placement.ts";
import type { TreeFigures } from "./tree-figures.ts";

/** All that rows are made of, for one site and one period. */
export interface TreeContext {
  readonly shape: TreeShape;
  readonly query: Query;
  readonly site: QuerySite;
  /** The labels from the top of the tree down to the table. */
  readonly above: readonly string[];
  readonly figures: TreeFigures;
  /** The figures, and what is worked out of them, in the order in which they are told. */
  readonly metrics: readonly Metric[];
  /** All conversions of each goal. */
  readonly conversions: ReadonlyMap<number, number>;
}

/** The table of the nodes of one level, and in it those below where they were read: by visits, falling, then by label. */
export function tableOfNodes(nodes: ReadonlyMap<string, Node>, context: TreeContext): Table {
  const { query, shape, metrics } = context;
  const top = levelOf(context);
  // Rows on the way to one that is asked for by its label are told as if their table had been asked for.
  if (query.path) return tableOfLevel(nodes, top, top);
  const below = query.flat ? { shape: withoutHaving(shape) } : { metrics: metrics.filter(({ inTree }) => !inTree?.topOnly) };
  return tableOfLevel(nodes, top, levelOf({ ...context, ...below, conversions: undefined }));
}

/** NOTE matomo: of the rows that are put on one level, only those that were on the top one have to have the figure. */
export function withoutHaving({ having: _, ...shape }: TreeShape): TreeShape {
  return shape;
}

/** What the rows of a level are made of; those below others do not know of all conversions. */
type LevelParts = Omit<TreeContext, "conversions"> & { readonly conversions: TreeContext["conversions"] | undefined };

/** The same with what reads the cells of its rows, which all tables of the level share. */
interface LevelContext extends LevelParts {
  readonly cellsOf: (node: Node) => Cells;
}

function levelOf(parts: LevelParts): LevelContext {
  return { ...parts, cellsOf: cellReader(parts) };
}

function tableOfLevel(nodes: ReadonlyMap<string, Node>, context: LevelContext, below: LevelContext): Table {
  const { shape, figures, cellsOf } = context;
  const had = shape.having === undefined ? undefined : figures.numberOf(shape.having);
  const shown = [...nodes.values()].filter((node) => shape.having === undefined || (had !== undefined && Boolean(node.figures[had])));
  return { kind: "table", rows: inOrder(shown, figures).map((node) => rowOfNode(node, cellsOf(node), context, below)) };
}

/** By visits, falling, then by label. NOTE matomo: labels are sorted as HTML writes them. */
function inOrder(nodes: readonly Node[], { numberOf }: TreeFigures): readonly Node[] {
  const visits = numberOf("nb_visits");
  const ranked = nodes.map((node) => ({
    node,
    visits: (visits !== undefined && node.figures[visits]) || 0,
    label: escapeHtml(node.label),
  }));
  return ranked.sort((one, other) => other.visits - one.visits || compareText(one.label, other.label)).map(({ node }) => node);
}

function rowOfNode(node: Node, columns: Cells, context: LevelContext, below: LevelContext): Row {
  const { shape, query, site, above } = context;
  const told = node.isLeaf ? node.leaf && shape.told.leaf(node.leaf, site) : shape.told.folder?.([...above, ...node.steps], site);
  return {
    columns,
    ...(told && { metadata: told }),
    ...(!node.isLeaf && {
      subtable: { id: tableBelow([...above, ...node.steps]), ...(query.expand && { table: tableOfLevel(node.below, below, below) }) },
    }),
  };
}

function labelOf({ label, steps }: Node, { shape, query }: LevelParts): string {
  return (query.flat && shape.flatLabel?.(label, steps.length === 1)) || label;
}

/** Reads the cells of one node after the other: figures, goals, and what is worked out of figures. */
function cellReader(context: LevelParts): (node: Node) => Cells {
  const { shape, metrics, conversions, figures } = context;
  const sums = metrics.filter(({ compute }) => !compute).map((metric) => ({ metric, number: figures.numberOf(metric.id) }));
  const ratios = metrics.flatMap(({ id, compute }) => (compute ? [{ id, compute }] : []));
  const needed = needReader([...new Set(metrics.flatMap(({ needs = [] }) => needs))], figures);
  const make = createCellMaker();
  return (node) => {
    const names = ["label"];
    const values: Value[] = [labelOf(node, context)];
    const tell = (name: string, value: Value) => {
      names.push(name);
      values.push(value);
    };
    for (const { metric, number } of sums) {
      const value = toldValue(metric, number === undefined ? undefined : node.figures[number], node.isLeaf);
      if (value !== undefined) tell(metric.id, value);
    }
    const goals = shape.goals && pageGoalCells(node.goals, conversions);
    if (goals) tell("goals", goals);
    const needs = needed(node);
    for (const { id, compute } of ratios) tell(id, compute(needs));
    return make(names, values);
  };
}

/** Reads those figures of one node after the other, to work others out of them; 0 where there is none. */
function needReader(needs: readonly string[], { numberOf }: TreeFigures): (node: Node) => Cells {
  const numbers = needs.map(numberOf);
  const make = createCellMaker();
  return ({ figures }) =>
    make(
      needs,
      numbers.map((number) => (number === undefined ? 0 : (figures[number] ?? 0))),
    );
}

function toldValue({ inTree }: Metric, value: number | null | undefined, isLeaf: boolean): number | null | undefined {
  if (inTree?.leafOnly && !isLeaf) return undefined;
  if (inTree?.none === "zero") return value ?? 0;
  return inTree?.none === "nothing" && value === 0 ? undefined : value;
}
