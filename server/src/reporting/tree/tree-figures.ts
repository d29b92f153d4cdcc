import type { Metric } from "../../catalog/metric.ts";
import type { Query } from "../../catalog/query.ts";
import type { TreePart } from "../../catalog/tree.ts";
import { metricsOfPart } from "./ranking.ts";

/** The figures of a place, by their numbers in the tree; undefined where nothing tells of it. */
export type Figures = (number | null | undefined)[];

/** What one part tells of a place: the number of the part, and its figures in the order of its metrics, before they are divided. */
export type PartFigures = readonly (number | null)[];

/** The figures of a tree, numbered: a place has some thirty of them, and a list of them is read and written many times as fast as they are by name. */
export interface TreeFigures {
  /** The number of a figure; undefined where no part tells it. */
  readonly numberOf: (id: string) => number | undefined;
  /** Adds to the figures of a place what a part tells of it. Nothing (null) adds nothing, but is remembered as such. */
  readonly add: (figures: Figures, told: PartFigures) => void;
  /** Reads one figure out of what a part tells; undefined where that part does not tell it. */
  readonly readerOf: (id: string) => (told: PartFigures) => number | undefined;
}

export function treeFigures(parts: readonly TreePart[], query: Query): TreeFigures {
  const metrics = parts.map((part) => metricsOfPart(part, query));
  const ids = [...new Set(metrics.flat().map(({ id }) => id))];
  const numbers = new Map(ids.map((id, index) => [id, index]));
  const columns = metrics.map((each) =>
    each.map((metric, index) => ({ at: index + 1, number: numbers.get(metric.id)!, ...mannerOf(metric) })),
  );
  return {
    numberOf: (id) => numbers.get(id),
    add: (figures, told) => {
      for (const { at, number, none, divisor, merge } of columns[told[0] ?? 0]!) {
        const value = told[at] ?? null;
        const added = value === null ? none : value / divisor;
        const before = figures[number];
        figures[number] = before === undefined || before === null ? added : added === null ? before : merge(before, added);
      }
    },
    readerOf: (id) => {
      const places = metrics.map((each) => each.findIndex((metric) => metric.id === id) + 1);
      return (told) => {
        const at = places[told[0] ?? 0]!;
        return at > 0 ? (told[at] ?? undefined) : undefined;
      };
    },
  };
}

/** How a figure is read, and added to another. What there is none of is 0, unless it can be that there is none. */
function mannerOf({ nullable = false, divisor = 1, merge = "sum" }: Metric) {
  return { none: nullable ? null : 0, divisor, merge: merged[merge] };
}

const merged: Record<NonNullable<Metric["merge"]>, (one: number, other: number) => number> = {
  sum: (one, other) => one + other,
  max: Math.max,
  min: Math.min,
};
