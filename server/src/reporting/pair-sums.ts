import { type Metric, metric } from "../catalog/metric.ts";
import type { Query } from "../catalog/query.ts";
import type { PairShape, Report, ReportContext } from "../catalog/report.ts";
import type { TableName } from "../catalog/tables.ts";
import { join, type Sql, sql, typed } from "../db/sql.ts";
import { storedText } from "./by-value.ts";
import { readGoalSums } from "./goal-columns.ts";
import { subtableId } from "./subtable-id.ts";
import { readSums, type Sums, type SumsOf } from "./sums.ts";

/** A report of two levels with what reading its sums takes. */
export interface PairRequest {
  readonly report: Report;
  readonly shape: PairShape;
  readonly query: Query;
  readonly context: ReportContext;
  /** The figures to read, apart from those of goals. */
  readonly metrics: readonly Metric[];
}

/** The sums of visits, and those of conversions by goal. */
export interface PairSums {
  readonly sums: SumsOf;
  readonly goals: SumsOf;
}

/** Sums by parent, each with the number of the table below and with whether there is anything in it. */
export async function readParents(request: PairRequest): Promise<PairSums> {
  const { report, shape, query, context, metrics } = request;
  const { table, parent, child } = columnsOf(shape);
  const by = { parent, id: subtableId(parent) };
  const filled = metric({ id: "filled", name: "", unit: "count", sql: shape.skipEmpty ? sql`max(${child} <> '')` : sql`max(1)` });
  const { among: where, widen } = shape;
  const [sums, goals] = await Promise.all([
    readSums(query, { table, by, metrics: [...metrics, filled], ...(where && { where }), ...(widen && { widen }) }, context),
    report.goals ? readGoalSums(query, by, context, { where, more: shape.goalsBelow ? [filled] : [] }) : noSums,
  ]);
  return { sums, goals };
}

/** Sums by parent and child, of all parents or of the one whose table below has that number. */
export async function readChildren(request: PairRequest, below?: number): Promise<PairSums> {
  const { report, shape, query, context, metrics } = request;
  const { table, parent, child } = columnsOf(shape);
  const by = { parent, child };
  const conditions = [
    ...(shape.among ? [sql`(${shape.among})`] : []),
    ...(shape.skipEmpty ? [sql`${child} <> ''`] : []),
    ...(below === undefined ? [] : [sql`${subtableId(parent)} = ${typed("UInt64", below)}`]),
  ];
  const where = conditions.length > 0 ? join(conditions, " AND ") : undefined;
  const { widen } = shape;
  const [sums, goals] = await Promise.all([
    readSums(query, { table, by, metrics, ...(where && { where }), ...(widen && { widen }) }, context),
    report.goals && shape.goalsBelow ? readGoalSums(query, by, context, { where }) : noSums,
  ]);
  return { sums, goals };
}

/** Whether the sums of a parent say that there are rows below it. */
export function isFilled({ figures }: Sums): boolean {
  return (figures.filled ?? 0) > 0;
}

const noSums: SumsOf = () => [];

function columnsOf({ parent, child }: PairShape): { readonly table: TableName; readonly parent: Sql; readonly child: Sql } {
  if (!parent.column || !child.column) throw new Error(`${parent.id} and ${child.id}: dimensions without a column`);
  return { table: parent.column.table, parent: storedText(parent.column.name), child: storedText(child.column.name) };
}
