import { notSeveral } from "../base/errors.ts";
import type { Query } from "../catalog/query.ts";
import type { Report, ReportContext } from "../catalog/report.ts";
import type { Answer } from "../catalog/table.ts";
import { isMap } from "./answers.ts";
import { runBuckets } from "./buckets.ts";
import { runByValue } from "./by-value.ts";
import { runBelow, runPair } from "./pair.ts";
import { runTotals } from "./totals.ts";
import { runLeaf, runTree } from "./tree/run-tree.ts";

/**
 * Answers a query with a report: one answer for each site and period, in maps where several were asked for. Figures are
 * numbers in the units of their metrics (shares from 0 to 1), not yet formatted. Throws a UserError for a segment that
 * cannot be read, and for several sites or periods where the report does not take them.
 */
export function runReport(report: Report, query: Query, context: ReportContext): Promise<Answer> {
  const { rows, singly } = report;
  if (singly && isMap(query)) throw notSeveral(report.method);
  switch (rows.shape) {
    case "totals":
      return runTotals(report, rows, query, context);
    case "byValue":
      return runByValue(report, rows, query, context);
    case "pair":
      return runPair(report, rows, query, context);
    case "below":
      return runBelow(report, rows, query, context);
    case "buckets":
      return runBuckets(report, rows, query, context);
    case "tree":
      return runTree(report, rows, query, context);
    case "leaf":
      return runLeaf(report, rows, query, context);
    case "custom":
      return rows.run(query, context);
  }
}
