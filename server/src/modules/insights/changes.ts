import { round } from "../../reporting/rounding.ts";

/** Visits of the rows of a report, by label, in the order of the report. */
export type VisitsByLabel = ReadonlyMap<string, number>;

/** How the visits of a row changed from one period to another. */
export interface Change {
  readonly label: string;
  /** Whether there is a row in the later period only, in both, or in the earlier one only. */
  readonly kind: "new" | "mover" | "disappeared";
  readonly before: number;
  readonly now: number;
  /** In percent, to a tenth. */
  readonly growth: number;
}

/** The changes of all rows: those of the later period first, then those that are gone. */
export function changesOf(now: VisitsByLabel, before: VisitsByLabel): readonly Change[] {
  const present = [...now].map(([label, visits]): Change => {
    const earlier = before.get(label);
    const kind = earlier === undefined ? "new" : "mover";
    return { label, kind, before: earlier ?? 0, now: visits, growth: growthOf(visits, earlier ?? 0) };
  });
  const gone = [...before]
    .filter(([label]) => !now.has(label))
    .map(([label, visits]): Change => ({ label, kind: "disappeared", before: visits, now: 0, growth: growthOf(0, visits) }));
  return [...present, ...gone];
}

/** Growth in percent, to a tenth. Where there was nothing before, something is 100. */
export function growthOf(now: number, before: number): number {
  if (now === before) return 0;
  return before === 0 ? 100 : round(((now - before) / before) * 100, 1);
}

export const orders = ["absolute", "relative", "importance"] as const;

/** What a change must be like to be told. */
export interface Demands {
  /** The least difference of each kind; kinds that it lacks are not told at all. */
  readonly least: Readonly<Partial<Record<Change["kind"], number>>>;
  /** Percent that rows must at least have grown, */
  readonly growth: number;
  /** or shrunk: a negative number. */
  readonly loss: number;
  readonly order: (typeof orders)[number];
  /** The most rows that grew, and that shrank; all where negative. */
  readonly increasers: number;
  readonly decreasers: number;
}

/** The changes that meet the demands, the greatest first: those that grew, then those that shrank. */
export function notable(changes: readonly Change[], demands: Demands): readonly Change[] {
  const meets = ({ kind, now, before, growth }: Change) => {
    const least = demands.least[kind];
    const hasMoved = growth >= 0 ? growth >= demands.growth : growth <= demands.loss;
    return least !== undefined && hasMoved && Math.abs(now - before) >= least;
  };
  const sorted = changes.filter(meets).toSorted(byColumns(columns[demands.order]));
  const [grown, shrunk] = [sorted.filter(({ growth }) => growth >= 0), sorted.filter(({ growth }) => growth < 0)];
  const kept = new Set([...first(grown, demands.increasers), ...first(shrunk, demands.decreasers)]);
  return sorted.filter((change) => kept.has(change));
}

type Column = (change: Change) => number;

const difference: Column = ({ now, before }) => now - before;
const growth: Column = (change) => change.growth;
const importance: Column = (change) => Math.abs(difference(change));
/** The visits of the row that there is. */
export const visitsOf: Column = ({ kind, now, before }) => (kind === "disappeared" ? before : now);

const columns: Readonly<Record<Demands["order"], readonly Column[]>> = {
  absolute: [difference, growth, visitsOf],
  relative: [growth, difference, visitsOf],
  importance: [importance, growth, visitsOf],
};

/** What grew comes before what shrank, and of both the most first. */
function byColumns(all: readonly Column[]): (one: Change, other: Change) => number {
  return (one, other) => {
    for (const column of all) {
      const [left, right] = [column(one), column(other)];
      if (left === right) continue;
      if (left >= 0 !== right >= 0) return left >= 0 ? -1 : 1;
      return Math.abs(right) - Math.abs(left);
    }
    return 0;
  };
}

function first(changes: readonly Change[], most: number): readonly Change[] {
  return most < 0 ? changes : changes.slice(0, most);
}
