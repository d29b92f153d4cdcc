import { missingParameter } from "../base/errors.ts";
import type { Metric } from "../catalog/metric.ts";
import { firstPeriod, type Query } from "../catalog/query.ts";
import type { BelowShape, PairShape, Report, ReportContext, Shown } from "../catalog/report.ts";
import type { Answer, Table } from "../catalog/table.ts";
import { answerFor, emptyTable } from "./answers.ts";
import { chosenMetrics, neededMetrics } from "./figures.ts";
import { isFilled, type PairSums, readChildren, readParents } from "./pair-sums.ts";
import { finishRow, type RowSums, shownRows } from "./shown-rows.ts";
import type { Sums } from "./sums.ts";

/** Runs a report with two levels of rows: those of the first, and where the query expands those of the second in place. */
export async function runPair(report: Report, shape: PairShape, query: Query, context: ReportContext): Promise<Answer> {
  const figures = figuresFor(report, query);
  const request = { report, shape, query, context, metrics: figures.metrics };
  const [parents, children] = await Promise.all([readParents(request), query.expand ? readChildren(request) : undefined]);
  const showParent = (query.flat && shape.showFlat?.parent) || shape.show;
  const showChild = childrenInPlace(shape, query);
  return answerFor(query, (site, at) => {
    const tableBelow = children && tablesBelow(sumsAt(children, site, at), showChild, figures);
    const rows = shownRows(sumsAt(parents, site, at), parentOf, (sums) => showParent(parentOf(sums))).map((row) => {
      const id = [...row.sums, ...row.goals].find(isFilled)?.by.id;
      const table = tableBelow?.(row.stored);
      const subtable = id === undefined ? undefined : { id: Number(id), ...(table && { table }) };
      return { ...finishRow(row, figures), ...(subtable && { subtable }) };
    });
    return { kind: "table", rows };
  });
}

/** Runs a report that is the table below a row of a pair. Throws missingParameter where it has to be told which row. */
export async function runBelow(report: Report, { pair, ofAll }: BelowShape, query: Query, context: ReportContext): Promise<Answer> {
  if (query.subtable === undefined && !ofAll) throw missingParameter("idSubtable");
  const figures = figuresFor(report, query);
  const children = await readChildren({ report, shape: pair, query, context, metrics: figures.metrics }, query.subtable);
  const show = (sums: Sums) => pair.showBelow(childOf(sums), parentOf(sums));
  return answerFor(query, (site, at) => ({
    kind: "table",
    rows: shownRows(sumsAt(children, site, at), childOf, show).map((row) => finishRow(row, figures)),
  }));
}

interface Figures {
  readonly chosen: readonly Metric[];
  readonly metrics: readonly Metric[];
}

function figuresFor(report: Report, query: Query): Figures {
  const chosen = chosenMetrics(report.metrics, firstPeriod(query));
  return { chosen, metrics: neededMetrics(chosen, report.metrics) };
}

/** NOTE matomo: rows that are answered below others show what is stored, and tell nothing besides. */
function childrenInPlace(shape: PairShape, { flat, path }: Query): (sums: Sums) => Shown {
  const stored = shape.showInPlace ?? ((child: string) => ({ label: child }));
  const show = flat ? (shape.showFlat?.child ?? shape.showBelow) : path ? shape.showBelow : stored;
  return (sums) => show(childOf(sums), parentOf(sums));
}

/** Finds the table below a parent. */
function tablesBelow({ sums, goals }: RowSums, show: (sums: Sums) => Shown, figures: Figures): (parent: string) => Table {
  const ofSums = byParent(sums);
  const ofGoals = byParent(goals);
  return (parent) => {
    const found = shownRows({ sums: ofSums.get(parent) ?? [], goals: ofGoals.get(parent) ?? [] }, childOf, show);
    return found.length === 0 ? emptyTable : { kind: "table", rows: found.map((row) => finishRow(row, figures)) };
  };
}

function byParent(all: readonly Sums[]): ReadonlyMap<string, readonly Sums[]> {
  const found = new Map<string, Sums[]>();
  for (const sums of all) {
    const group = found.get(parentOf(sums));
    if (group) group.push(sums);
    else found.set(parentOf(sums), [sums]);
  }
  return found;
}

function sumsAt({ sums, goals }: PairSums, ...place: Parameters<PairSums["sums"]>): RowSums {
  return { sums: sums(...place), goals: goals(...place) };
}

function parentOf({ by }: Sums): string {
  return String(by.parent);
}

function childOf({ by }: Sums): string {
  return String(by.child);
}
