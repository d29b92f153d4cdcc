import type { Dimension } from "../../catalog/dimension.ts";
import type { Metric } from "../../catalog/metric.ts";
import { loadFiguresOf } from "../../reporting/load-figures.ts";
import { quotient, round } from "../../reporting/rounding.ts";
import { loadStages } from "../page-performance/dimensions.ts";

/** How long the views of a page took to load, stage by stage, in seconds. */
export const loadFigures: readonly Metric[] = loadStages.flatMap(figuresOf);

const partsOfStages = loadStages.map(partsOf);

/** The average of each stage, and of all together. */
export const loadRatios: readonly Metric[] = [
  ...loadStages.map(averageOf),
  {
    id: "avg_page_load_time",
    name: "Avg. page load time",
    docs: "How long it took on average from asking for the page until it was there.",
    unit: "seconds",
    inTree: { topOnly: true },
    needs: partsOfStages.flat(),
    compute: (row) => partsOfStages.reduce((sum, parts) => sum + averageIn(row, parts), 0),
  },
];

function figuresOf(stage: Dimension): readonly Metric[] {
  const sum = `sum_${columnOf(stage)}`;
  return loadFiguresOf(stage).map((figure) => ({ ...figure, inTree: { provided: sum }, ...(figure.id === sum && { hidden: true }) }));
}

function averageOf(stage: Dimension): Metric {
  const column = columnOf(stage);
  const parts = partsOf(stage);
  return {
    id: `avg_${column}`,
    name: `Avg. ${stage.name.replace(/^(?!DOM)./, (letter) => letter.toLowerCase())}`,
    docs: `${stage.name} of the views for which it was measured, on average.`,
    unit: "seconds",
    inTree: { provided: `sum_${column}`, topOnly: true },
    needs: parts,
    compute: (row) => averageIn(row, parts),
  };
}

function averageIn(row: Readonly<Record<string, unknown>>, [sum, count]: StageParts): number {
  if (!row[count]) return 0;
  // Stages are measured in milliseconds: sums of seconds have no more places.
  return quotient(round(Number(row[sum] ?? 0), 3), Number(row[count] ?? 0), 3);
}

/** Ids of the figures that a stage's average is worked out of. */
type StageParts = readonly [sum: string, count: string];

function partsOf(stage: Dimension): StageParts {
  return [`sum_${columnOf(stage)}`, `nb_hits_with_${columnOf(stage)}`];
}

function columnOf({ column, id }: Dimension): string {
  if (!column) throw new Error(`${id}: a stage without a column`);
  return column.name;
}
