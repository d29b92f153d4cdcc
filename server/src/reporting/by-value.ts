import { firstPeriod, type Query } from "../catalog/query.ts";
import type { ByValueShape, Report, ReportContext } from "../catalog/report.ts";
import type { Answer } from "../catalog/table.ts";
import { name, type Sql, sql } from "../db/sql.ts";
import { answerFor } from "./answers.ts";
import { chosenMetrics, neededMetrics } from "./figures.ts";
import { readGoalSums } from "./goal-columns.ts";
import { readSums, type SumsOf } from "./sums.ts";
import { tableOfValues } from "./value-rows.ts";

/** Runs a report with a row for each value of a dimension: grouped by what is stored, and labelled afterwards. */
export async function runByValue(report: Report, shape: ByValueShape, query: Query, context: ReportContext): Promise<Answer> {
  const { column } = shape.dimension;
  if (!column) throw new Error(`${report.method}: a dimension without a column`);
  const chosen = chosenMetrics(report.metrics, firstPeriod(query));
  const metrics = neededMetrics(chosen, report.metrics);
  const value = storedText(column.name);
  const [sumsOf, goalsOf] = await Promise.all([
    readSums(query, { table: column.table, by: { value }, metrics }, context),
    report.goals ? readGoalSums(query, { value }, context) : noSums,
  ]);
  const { language } = query;
  return answerFor(query, (site, at) =>
    tableOfValues(shape, { sums: sumsOf(site, at), goals: goalsOf(site, at), chosen, metrics, language }),
  );
}

/** What is stored, as text; nothing is the empty text. */
export function storedText(column: string): Sql {
  return sql`ifNull(toString(${name(column)}), '')`;
}

const noSums: SumsOf = () => [];
