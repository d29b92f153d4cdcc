import type { Metric } from "../catalog/metric.ts";
import { firstPeriod, type Query } from "../catalog/query.ts";
import type { Report, ReportContext, TotalsShape } from "../catalog/report.ts";
import type { Answer } from "../catalog/table.ts";
import { answerFor, emptyTable, isMap } from "./answers.ts";
import { wantedColumns } from "./columns.ts";
import { chosenMetrics, finishFigures, neededMetrics } from "./figures.ts";
import { readSums } from "./sums.ts";

/** Runs a report of one row: figures over all rows of a table for each site and period. */
export async function runTotals(report: Report, { periodKey, table }: TotalsShape, query: Query, context: ReportContext): Promise<Answer> {
  const chosen = chosenMetrics(report.metrics, firstPeriod(query), wantedColumns(query));
  const sumsOf = await readSums(query, { table, metrics: neededMetrics(chosen, report.metrics) }, context);
  return answerFor(
    query,
    (site, at) => {
      const sums = sumsOf(site, at)[0]?.figures;
      // NOTE matomo: by itself an answer about nothing is zeros; within a map it is empty, or lacks the figures about nothing.
      const present = isMap(query) ? chosen.filter((metric) => sums && isAboutSomething(metric, sums)) : chosen;
      return present.length === 0 ? emptyTable : { kind: "single", columns: finishFigures(present, sums) };
    },
    query.severalSites ? "date" : periodKey,
  );
}

function isAboutSomething({ about }: Metric, sums: Readonly<Record<string, number>>): boolean {
  return about === undefined || sums[about] !== 0;
}
