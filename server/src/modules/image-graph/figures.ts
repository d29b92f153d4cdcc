import { wrongParameter } from "../../base/errors.ts";
import type { ChartUnit } from "../../catalog/chart.ts";
import type { Cells, Row } from "../../catalog/table.ts";
import { typeOf } from "../../derive/figure-facts.ts";

/** A figure that is drawn. */
export interface DrawnFigure {
  readonly id: string;
  readonly name: string;
  readonly unit: ChartUnit;
}

const units = { percent: "percent", money: "money", duration_s: "seconds", number: "count" } as const;
const usual = "nb_visits";

/** The figures that `columns` names, with commas; visits, or else the report's first, where it names none. Throws wrongParameter. */
export function figuresNamed(columns: string, metadata: Cells): readonly [DrawnFigure, ...DrawnFigure[]] {
  const known = new Map(
    ["metrics", "processedMetrics", "metricsGoal", "processedMetricsGoal"].flatMap((group) =>
      Object.entries((metadata[group] ?? {}) as Cells),
    ),
  );
  const named = columns
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  const asked = named.length > 0 ? [...new Set(named)] : [known.has(usual) ? usual : ([...known.keys()][0] ?? usual)];
  const [first, ...others] = asked.map((id): DrawnFigure => {
    const name = known.get(id);
    if (name === undefined) throw wrongParameter("columns", id.slice(0, 100), `one of ${[...known.keys()].join(", ")}`);
    return { id, name: String(name), unit: units[typeOf(id)] };
  });
  return [first!, ...others];
}

/** The number in a row's column, 0 where there is none. */
export function numberAt(row: Row | undefined, { id }: DrawnFigure): number {
  const value = Number(row?.columns[id] ?? 0);
  return Number.isFinite(value) ? value : 0;
}
