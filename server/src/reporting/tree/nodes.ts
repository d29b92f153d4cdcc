import type { Leaf } from "../../catalog/tree.ts";
import type { PageGoalSums } from "./page-goal-sums.ts";
import type { Place } from "./placement.ts";
import type { Figures } from "./tree-figures.ts";

/** What is known at one place of a tree: its figures, and what is told of goals by their number. */
export interface Node {
  readonly label: string;
  readonly isLeaf: boolean;
  /** The labels from the table's top to here. */
  readonly steps: readonly string[];
  /** What is stored of a leaf. */
  leaf: Leaf | undefined;
  readonly figures: Figures;
  readonly goals: Map<number, PageGoalSums>;
  readonly below: Map<string, Node>;
}

/** The nodes on the way to a place, the place itself last; those that are missing are made. */
export function nodesTo(top: Map<string, Node>, { steps, isLeaf }: Place): readonly Node[] {
  let level = top;
  return steps.map((label, index) => {
    const key = keyOf(label, isLeaf && index === steps.length - 1);
    const node = level.get(key) ?? newNode(label, isLeaf && index === steps.length - 1, steps.slice(0, index + 1));
    level.set(key, node);
    level = node.below;
    return node;
  });
}

/** The nodes on the way to a place, the place itself last; none where there is no such place. */
export function knownNodesTo(top: ReadonlyMap<string, Node>, { steps, isLeaf }: Place): readonly Node[] {
  let level: ReadonlyMap<string, Node> | undefined = top;
  const nodes: Node[] = [];
  for (const [index, label] of steps.entries()) {
    const node: Node | undefined = level.get(keyOf(label, isLeaf && index === steps.length - 1));
    if (!node) return [];
    nodes.push(node);
    level = node.below;
  }
  return nodes;
}

function keyOf(label: string, isLeaf: boolean): string {
  return `${isLeaf ? "leaf" : "folder"} ${label}`;
}

function newNode(label: string, isLeaf: boolean, steps: readonly string[]): Node {
  return { label, isLeaf, steps, leaf: undefined, figures: [], goals: new Map(), below: new Map() };
}
