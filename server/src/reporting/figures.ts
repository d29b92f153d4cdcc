import type { Metric, Span } from "../catalog/metric.ts";
import type { Period } from "../catalog/query.ts";
import type { Cells } from "../catalog/table.ts";

/** The metrics that an answer has: those asked for by name, else those that are told over such a period. Order is as declared. */
export function chosenMetrics(metrics: readonly Metric[], period: Period, wanted: readonly string[] = []): readonly Metric[] {
  if (wanted.length > 0) return metrics.filter(({ id }) => wanted.includes(id));
  return metrics.filter(({ span }) => span === undefined || told[span](period));
}

const told: Record<Span, (period: Period) => boolean> = {
  upToMonth: ({ kind }) => kind === "day" || kind === "week" || kind === "month",
  oneDay: ({ from, to }) => from === to,
  severalDays: ({ from, to }) => from !== to,
};

/** The chosen metrics and all that their ratios are worked out of, found among the declared ones. */
export function neededMetrics(chosen: readonly Metric[], declared: readonly Metric[]): readonly Metric[] {
  const ids = new Set(chosen.flatMap(({ id, needs = [], about }) => [id, ...needs, ...(about ? [about] : [])]));
  return declared.filter(({ id }) => ids.has(id));
}

/** Works out a row's figures in the order of the metrics: sums as they are, 0 where there is none, and ratios of them last. */
export function finishFigures(metrics: readonly Metric[], sums: Readonly<Record<string, number>> = {}): Cells {
  const needed = metrics.flatMap(({ id, needs = [] }) => [id, ...needs]);
  const complete = Object.fromEntries(needed.map((id) => [id, sums[id] ?? 0]));
  return Object.fromEntries(metrics.map(({ id, compute }) => [id, compute ? compute(complete) : (complete[id] ?? 0)]));
}

/** Adds up the sums of what counts as one row. */
export function mergeSums(metrics: readonly Metric[], all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  return Object.fromEntries(
    metrics.filter(({ sql }) => sql).map(({ id, merge = "sum" }) => [id, merged[merge](all.map((sums) => sums[id] ?? 0))]),
  );
}

const merged: Record<NonNullable<Metric["merge"]>, (numbers: readonly number[]) => number> = {
  sum: (numbers) => numbers.reduce((sum, number) => sum + number, 0),
  max: (numbers) => Math.max(...numbers),
  min: (numbers) => Math.min(...numbers),
};
