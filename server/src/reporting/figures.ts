import type { Metric, Span } from "../catalog/metric.ts";
import type { Period } from "../catalog/query.ts";
import type { Cells, Value } from "../catalog/table.ts";

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
  const cells: Record<string, Value> = {};
  for (const { id, compute, needs = [], nullable } of metrics)
    cells[id] = compute ? compute(withZeros(needs, sums)) : (sums[id] ?? (nullable ? null : 0));
  return cells;
}

function withZeros(needs: readonly string[], sums: Readonly<Record<string, number>>): Cells {
  const complete: Record<string, number> = { ...sums };
  for (const id of needs) complete[id] ??= 0;
  return complete;
}

/** Adds up the sums of what counts as one row. */
export function mergeSums(metrics: readonly Metric[], all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const [only, ...others] = all;
  if (only && others.length === 0) return only;
  const sums: Record<string, number> = {};
  for (const { id, sql, merge = "sum", nullable } of metrics) {
    const numbers = all.flatMap((one) => one[id] ?? (nullable ? [] : [0]));
    if (sql && (numbers.length > 0 || !nullable)) sums[id] = merged[merge](numbers);
  }
  return sums;
}

const merged: Record<NonNullable<Metric["merge"]>, (numbers: readonly number[]) => number> = {
  sum: (numbers) => numbers.reduce((sum, number) => sum + number, 0),
  max: (numbers) => Math.max(...numbers),
  min: (numbers) => Math.min(...numbers),
};
