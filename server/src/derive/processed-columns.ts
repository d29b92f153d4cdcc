import type { Listing } from "../catalog/listing.ts";
import type { Answer, Cells, Value } from "../catalog/table.ts";

/** The columns that a processed report tells, with their titles, and what is told of the report itself. */
export interface ProcessedColumns {
  readonly columns: Readonly<Record<string, string>>;
  readonly metadata: Cells;
}

/** NOTE matomo: a figure that it has stopped measuring: listed, but gone from the answer itself. */
const unmeasured = "avg_time_generation";

/** Whether there were users in any period. */
function hasUsers(answer: Answer): boolean {
  if (answer.kind === "map") return answer.entries.some(([, each]) => hasUsers(each));
  return answer.kind === "single" && Number(answer.columns.nb_users ?? 0) > 0;
}

/** Labels first, then figures, ratios and what goals brought in. */
export function processedColumns(metadata: Cells, answer: Answer, { listsVisitors }: Listing = {}): ProcessedColumns {
  const { dimension, metrics, processedMetrics, metricsGoal } = metadata;
  const revenue = (metricsGoal as Cells | undefined)?.revenue;
  const all: Cells = {
    ...(dimension !== undefined && { label: dimension }),
    ...(metrics as Cells | undefined),
    ...(processedMetrics as Cells | undefined),
    ...(revenue !== undefined && { revenue }),
  };
  const gone = [unmeasured, ...(listsVisitors && !hasUsers(answer) ? ["nb_users"] : [])];
  const left = (cells: Value | undefined): Cells =>
    Object.fromEntries(Object.entries((cells ?? {}) as Cells).filter(([id]) => !gone.includes(id)));
  return {
    columns: Object.fromEntries(Object.entries(left(all)).map(([id, title]) => [id, capitalised(String(title))])),
    metadata: {
      ...metadata,
      ...(metrics !== undefined && { metrics: left(metrics) }),
      ...(metadata.metricsDocumentation !== undefined && { metricsDocumentation: left(metadata.metricsDocumentation) }),
    },
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
