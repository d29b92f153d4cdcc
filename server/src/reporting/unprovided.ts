import type { Metric } from "../catalog/metric.ts";
import type { Table } from "../catalog/table.ts";

/** Figures on which others hang, by their ids. */
export function providersOf(metrics: readonly Metric[]): readonly string[] {
  return [...new Set(metrics.flatMap(({ inTree }) => inTree?.provided ?? []))];
}

/** NOTE matomo: the figures that hang on one which no row has are not told. */
export function unprovidedIn({ rows, provided }: Table, metrics: readonly Metric[]): ReadonlySet<string> {
  const isMissing = (provider: string) => (provided ? !provided.includes(provider) : rows.every(({ columns }) => !columns[provider]));
  const missing = new Set(providersOf(metrics).filter(isMissing));
  return new Set(metrics.flatMap(({ id, inTree }) => (inTree?.provided && missing.has(inTree.provided) ? [id] : [])));
}
