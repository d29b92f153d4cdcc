import type { Cells } from "../catalog/table.ts";

/** The columns that a processed report tells, with their titles, and what is told of the report itself. */
export interface ProcessedColumns {
  readonly columns: Readonly<Record<string, string>>;
  readonly metadata: Cells;
}

/** NOTE matomo: figures that it has stopped measuring: listed, but gone from the answer itself. */
const gone = ["avg_time_generation"];

/** Labels first, then figures, ratios and what goals brought in. */
export function processedColumns(metadata: Cells): ProcessedColumns {
  const { dimension, metrics, processedMetrics, metricsGoal } = metadata;
  const revenue = (metricsGoal as Cells | undefined)?.revenue;
  const all: Cells = {
    ...(dimension !== undefined && { label: dimension }),
    ...(metrics as Cells | undefined),
    ...(processedMetrics as Cells | undefined),
    ...(revenue !== undefined && { revenue }),
  };
  const told = Object.entries(all).filter(([id]) => !gone.includes(id));
  const explained = Object.entries((metadata.metricsDocumentation ?? {}) as Cells).filter(([id]) => !gone.includes(id));
  return {
    columns: Object.fromEntries(told.map(([id, title]) => [id, capitalised(String(title))])),
    metadata: { ...metadata, ...(explained.length > 0 && { metricsDocumentation: Object.fromEntries(explained) }) },
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
