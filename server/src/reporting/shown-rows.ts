import { naturalOrder } from "../base/natural-order.ts";
import type { Metric } from "../catalog/metric.ts";
import type { Shown } from "../catalog/report.ts";
import type { Row } from "../catalog/table.ts";
import type { Sums } from "./sums.ts";
import { figuresOf, visitsOf } from "./value-rows.ts";

/** Sums of visits, and the same of conversions where goals are told of. */
export interface RowSums {
  readonly sums: readonly Sums[];
  readonly goals: readonly Sums[];
}

/** All that makes one row; `stored` is the value of most visits where several have its label. */
export interface ShownRow extends RowSums {
  readonly stored: string;
  readonly shown: Shown;
}

/** Values of one label as one row; rows by visits, falling, then by what is stored, rising as people order texts. */
export function shownRows({ sums, goals }: RowSums, storedOf: (sums: Sums) => string, show: (sums: Sums) => Shown): readonly ShownRow[] {
  const rows = new Map<string, { stored: string; shown: Shown; sums: Sums[]; goals: Sums[] }>();
  const rowOf = (one: Sums) => {
    const shown = show(one);
    const row = rows.get(shown.label) ?? { stored: storedOf(one), shown, sums: [], goals: [] };
    rows.set(shown.label, row);
    return row;
  };
  const ranked = [...sums].sort((one, other) => visitsOf([other]) - visitsOf([one]) || naturalOrder(storedOf(one), storedOf(other)));
  for (const one of ranked) rowOf(one).sums.push(one);
  for (const one of goals) rowOf(one).goals.push(one);
  return [...rows.values()].sort((one, other) => visitsOf(other.sums) - visitsOf(one.sums) || naturalOrder(one.stored, other.stored));
}

/** The row with its figures worked out: those of `chosen`, from those of `metrics`. */
export function finishRow(row: ShownRow, figures: { readonly chosen: readonly Metric[]; readonly metrics: readonly Metric[] }): Row {
  const { label, metadata, part } = row.shown;
  return {
    columns: { label, ...figuresOf(row.sums, row.goals, figures) },
    ...(metadata && { metadata }),
    ...(part !== undefined && { part }),
  };
}
