import type { Column, Dimension } from "../catalog/dimension.ts";
import { firstPeriod, type Query } from "../catalog/query.ts";
import type { ByValueShape, Report, ReportContext } from "../catalog/report.ts";
import type { Answer } from "../catalog/table.ts";
import { name, type Sql } from "../db/sql.ts";
import { answerFor, isMap } from "./answers.ts";
import { chosenMetrics, neededMetrics } from "./figures.ts";
import { readGoalSums } from "./goal-columns.ts";
import { readSums, type SumsOf } from "./sums.ts";
import { tableOfValues, valueGroup } from "./value-rows.ts";

/** Runs a report with a row for each value of its dimensions: grouped by what is stored, and labelled afterwards. */
export async function runByValue(report: Report, shape: ByValueShape, query: Query, context: ReportContext): Promise<Answer> {
  const { among, told } = shape;
  const chosen = chosenMetrics(report.metrics, firstPeriod(query));
  const metrics = neededMetrics(chosen, report.metrics);
  const columns = [shape.dimension, ...shape.others].map((dimension) => columnOf(report, dimension));
  const by = Object.fromEntries(columns.map(({ name }, index) => [valueGroup(index), storedText(name)]));
  const [sumsOf, goalsOf] = await Promise.all([
    readSums(query, { table: columns[0]!.table, by, metrics, ...(among && { where: among }), ...(told && { told }) }, context),
    report.goals ? readGoalSums(query, by, context, { where: among }) : noSums,
  ]);
  const { language } = query;
  // NOTE matomo: within a map, a closed list is told of only as far as there is something to tell.
  const listsAll = !isMap(query);
  return answerFor(query, (site, at) =>
    tableOfValues(shape, { sums: sumsOf(site, at), goals: goalsOf(site, at), chosen, metrics, listsAll, language }),
  );
}

function columnOf({ method }: Report, { id, column }: Dimension): Column {
  if (!column) throw new Error(`${method}: the dimension ${id} has no column`);
  return column;
}

/** What is stored, as it is: grouping by a column is faster than by what is made of it. Nothing is read as the empty text. */
export function storedText(column: string): Sql {
  return name(column);
}

export const noSums: SumsOf = () => [];
