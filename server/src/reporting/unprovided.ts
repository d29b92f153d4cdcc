import type { Metric } from "../catalog/metric.ts";
import type { Table } from "../catalog/table.ts";

/** NOTE matomo: the figures that hang on one which no row has are not told. */
export function unprovidedIn({ rows }: Table, metrics: readonly Metric[]): ReadonlySet<string> {
  const providers = new Set(metrics.flatMap(({ inTree }) => inTree?.provided ?? []));
  const missing = new Set([...providers].filter((provider) => rows.every(({ columns }) => !columns[provider])));
  return new Set(metrics.flatMap(({ id, inTree }) => (inTree?.provided && missing.has(inTree.provided) ? [id] : [])));
}
