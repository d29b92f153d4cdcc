import type { Dimension } from "../../catalog/dimension.ts";
import { type Metric, metric } from "../../catalog/metric.ts";
import { type Report, report, totals } from "../../catalog/report.ts";
import { join, name, type Sql, sql } from "../../db/sql.ts";
import { quotient } from "../../reporting/rounding.ts";
import { loadStages } from "./dimensions.ts";

const columns: readonly Sql[] = loadStages.map((stage) => name(columnOf(stage)));
const measured = sql`coalesce(${join(columns)}) IS NOT NULL`;
const milliseconds = sql`${join(
  columns.map((column) => sql`ifNull(${column}, 0)`),
  " + ",
)}`;

/** The views for which anything was measured. */
const about = "PagePerformance_pageload_hits";

const get = report({
  method: "PagePerformance.get",
  name: "Performance overview",
  docs: "How long pages took to load, stage by stage.",
  place: ["Actions", "Performance", 1],
  listing: {
    metrics: [
      "avg_time_network",
      "avg_time_server",
      "avg_time_transfer",
      "avg_time_dom_processing",
      "avg_time_dom_completion",
      "avg_time_on_load",
      "avg_page_load_time",
    ],
    processed: [
      "avg_time_network",
      "avg_time_server",
      "avg_time_transfer",
      "avg_time_dom_processing",
      "avg_time_dom_completion",
      "avg_time_on_load",
      "avg_page_load_time",
    ],
    guide: true,
  },
  rows: totals({ table: "actions" }),
  metrics: [
    ...loadStages.flatMap((stage) => {
      const column = columnOf(stage);
      const title = `Avg. ${stage.name.replace(/^(?!DOM)./, (letter) => letter.toLowerCase())}`;
      return averageOf(column, title, sql`sum(${name(column)})`, sql`count(${name(column)})`);
    }),
    ...averageOf("page_load_time", "Avg. page load time", sql`sum(${milliseconds})`, sql`countIf(${measured})`),
  ],
});

export const reports: readonly Report[] = [get];

/**
 * The average of what was measured, in seconds to two places, with the sum of seconds and the count it is worked out of.
 * NOTE matomo: one of the sums is misspelt on the wire.
 */
function averageOf(column: string, title: string, sum: Sql, count: Sql): readonly Metric[] {
  const stage = column.replace(/^time_|_time$|_/g, "");
  const total = `PagePerformance_${stage === "server" ? "servery" : stage}_time`;
  const hits = `PagePerformance_${stage}_hits`;
  return [
    metric({ id: total, name: total, unit: "number", sql: sum, divisor: 1000, hidden: true, about }),
    metric({ id: hits, name: hits, unit: "count", sql: count, hidden: true, about }),
    metric({
      id: `avg_${column}`,
      name: title,
      docs: "The average over the views for which it was measured.",
      unit: "seconds",
      needs: [total, hits],
      about,
      compute: (row) => quotient(Number(row[total]), Number(row[hits]), 2),
    }),
  ];
}

function columnOf({ column, id }: Dimension): string {
  if (!column) throw new Error(`${id}: a stage without a column`);
  return column.name;
}
