import type { Dimension } from "../catalog/dimension.ts";
import type { Metric } from "../catalog/metric.ts";
import { name, sql } from "../db/sql.ts";

/** Milliseconds in a second. */
const divisor = 1000;

/**
 * How long something took, in seconds, out of a column of milliseconds that holds nothing where it was not measured: `sum_…`,
 * `nb_hits_with_…`, `min_…` and `max_…`. NOTE matomo: these have no titles.
 */
export function loadFiguresOf(stage: Dimension): readonly Metric[] {
  if (!stage.column) throw new Error(`${stage.id}: a stage without a column`);
  const { name: column } = stage.column;
  return [
    { id: `sum_${column}`, name: `sum_${column}`, unit: "seconds", sql: sql`sum(${name(column)})`, divisor },
    { id: `nb_hits_with_${column}`, name: `nb_hits_with_${column}`, unit: "count", sql: sql`count(${name(column)})` },
    {
      id: `min_${column}`,
      name: `min_${column}`,
      unit: "seconds",
      sql: sql`min(${name(column)})`,
      divisor,
      merge: "min",
      nullable: true,
    },
    {
      id: `max_${column}`,
      name: `max_${column}`,
      unit: "seconds",
      sql: sql`max(${name(column)})`,
      divisor,
      merge: "max",
      nullable: true,
    },
  ];
}
