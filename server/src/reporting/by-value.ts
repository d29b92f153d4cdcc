import type { Column, Dimension } from "../catalog/dimension.ts";
import type { Metric } from "../catalog/metric.ts";
import { firstPeriod, type Query } from "../catalog/query.ts";
import type { ByValueShape, Report, ReportContext } from "../catalog/report.ts";
import type { Answer, Row, Table } from "../catalog/table.ts";
import { name, type Sql } from "../db/sql.ts";
import { answerFor, isMap } from "./answers.ts";
import { chosenMetrics, neededMetrics } from "./figures.ts";
import { readGoalSums } from "./goal-columns.ts";
import { readMostSums, readSums, type SumsOf } from "./sums.ts";
import { tableOfValues, valueGroup } from "./value-rows.ts";

/** Runs a report with a row for each value of its dimensions: grouped by what is stored, and labelled afterwards. */
export async function runByValue(report: Report, shape: ByValueShape, query: Query, context: ReportContext): Promise<Answer> {
  const { among, told } = shape;
  const chosen = chosenMetrics(report.metrics, firstPeriod(query));
  const metrics = neededMetrics(chosen, report.metrics);
  const columns = [shape.dimension, ...shape.others].map((dimension) => columnOf(report, dimension));
  const by = Object.fromEntries(columns.map(({ name }, index) => [valueGroup(index), storedText(name)]));
  const request = { table: columns[0]!.table, by, metrics, ...(among && { where: among }), ...(told && { told }) };
  const { language, most, pages } = query;
  // NOTE matomo: within a map, a closed list is told of only as far as there is something to tell.
  const read = { chosen, metrics, language, listsAll: !isMap(query), ...(most && { most }) };
  const page = most ?? pages;
  if (page && isRankedAsStored(report, shape, query, metrics, page.of)) {
    const readPage = async (from: number): Promise<Table & { readonly totalRows: number }> => {
      const { sums, count } = await readMostSums(query, request, { ...page, from }, valueGroup(0), context);
      return { ...tableOfValues(shape, { ...read, sums, goals: [], areInOrder: true }), totalRows: count };
    };
    const table = await readPage(0);
    const following = pages && table.totalRows > pages.rows ? pagesBehind(table, pages.rows, readPage) : undefined;
    return answerFor(query, () => ({ ...table, ...(following && { following }) }));
  }
  const [sumsOf, goalsOf] = await Promise.all([
    readSums(query, request, context),
    report.goals ? readGoalSums(query, by, context, { where: among }) : noSums,
  ]);
  return answerFor(query, (site, at) => tableOfValues(shape, { ...read, sums: sumsOf(site, at), goals: goalsOf(site, at) }));
}

/** The rows behind a first page, a page at a time. */
async function* pagesBehind(
  { totalRows }: { readonly totalRows: number },
  rows: number,
  readPage: (from: number) => Promise<Table>,
): AsyncIterable<readonly Row[]> {
  for (let from = rows; from < totalRows; from += rows) yield (await readPage(from)).rows;
}

/** Whether the rows that have most of a figure can be told by what is stored: each value is a row, and nothing else makes one. */
function isRankedAsStored({ goals }: Report, shape: ByValueShape, query: Query, metrics: readonly Metric[], of: string): boolean {
  const { dimension, others, label, countAs, listAllValues } = shape;
  const isOneRowEach = others.length === 0 && !dimension.label && !label && !countAs && !listAllValues;
  return isOneRowEach && !goals && !isMap(query) && metrics.some(({ id, sql, nullable }) => id === of && sql && !nullable);
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
