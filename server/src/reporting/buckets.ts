import type { Bucket, BucketsShape } from "../catalog/buckets.ts";
import { type Metric, metric } from "../catalog/metric.ts";
import { firstPeriod, type Period, type Query, type QuerySite } from "../catalog/query.ts";
import type { Report, ReportContext } from "../catalog/report.ts";
import type { Answer, Cells, Row, Table } from "../catalog/table.ts";
import { sql } from "../db/sql.ts";
import { answerFor, emptyTable } from "./answers.ts";
import { noSums } from "./by-value.ts";
import { chosenMetrics, finishFigures, neededMetrics } from "./figures.ts";
import { readGoalSums } from "./goal-columns.ts";
import { readSums, type Sums } from "./sums.ts";
import { figuresOf, visitsOf } from "./value-rows.ts";
import { visits } from "./visit-metrics.ts";

/** Runs a report with a row for each bucket of a list. Where it tells shares, `totals` says how many visits they are of. */
export async function runBuckets(report: Report, shape: BucketsShape, query: Query, context: ReportContext): Promise<Answer> {
  const chosen = chosenMetrics(report.metrics, firstPeriod(query));
  const metrics = neededMetrics(chosen, report.metrics);
  const { keyOf, whole } = shape;
  const [sumsOf, goalsOf, daysOf, wholeOf] = await Promise.all([
    readSums(query, { table: "visits", by: { key: keyOf("visits", query) }, metrics }, context),
    report.goals ? readGoalSums(query, { key: keyOf("conversions", query) }, context, { more: [days] }) : noSums,
    report.goals && query.periods.some(isLonger) ? readSums(query, { table: "visits", metrics: [days] }, context) : noSums,
    whole ? readSums(query, { table: "visits", metrics: [{ ...visits, sql: whole }] }, context) : noSums,
  ]);
  const sites = new Map(query.sites.map((site) => [site.id, site]));
  return answerFor(query, (id, at) => {
    const sums = sumsOf(id, at);
    const visited = isLonger(at) ? (daysOf(id, at)[0]?.figures[days.id] ?? 0) : Number(sums.length > 0);
    const asked = { query, site: sites.get(id)!, days: visited, chosen, metrics };
    const table = tableOfBuckets(shape, sums, goalsOf(id, at), asked);
    return whole ? { ...table, totals: { [visits.id]: visitsOf(wholeOf(id, at)) } } : table;
  });
}

/** On how many days there was something. */
const days = metric({ id: "days", name: "Days", unit: "count", sql: sql`uniqExact(day)` });

/** Whether it has more than a day. */
function isLonger({ from, to }: Period): boolean {
  return from !== to;
}

/** What a table is of, and the metrics that it shows and needs. */
interface Asked {
  readonly query: Query;
  readonly site: QuerySite;
  /** On how many days there were visits; known where the report tells of goals. */
  readonly days: number;
  readonly chosen: readonly Metric[];
  readonly metrics: readonly Metric[];
}

function tableOfBuckets(shape: BucketsShape, sums: readonly Sums[], goals: readonly Sums[], asked: Asked): Table {
  if (sums.length === 0 && goals.length === 0) return emptyTable;
  const own = (of: readonly Sums[], { key }: Bucket) => of.filter(({ by }) => by.key === key);
  const shown = shape.list.filter((bucket) => !shape.isHidden?.(bucket, asked.query, asked.site));
  const rows = shown.map((bucket) => rowOf(bucket, figuresIn(shape, own(sums, bucket), own(goals, bucket), asked), asked));
  return { kind: "table", rows: shape.ranked ? rows.toSorted(byVisits) : rows };
}

/**
 * NOTE matomo: where the conversions in a bucket are of other visits than those in it, it has columns for goals only; figures of
 * visits are zeros that come from those days on which there were visits but no such conversions.
 */
function figuresIn(shape: BucketsShape, sums: readonly Sums[], goals: readonly Sums[], { days: ofVisits, chosen, metrics }: Asked): Cells {
  if (sums.length > 0) return figuresOf(sums, goals, { chosen, metrics });
  const ofGoals = Math.max(0, ...goals.map(({ figures }) => figures[days.id] ?? 0));
  const isBare = shape.bareUnvisited || ofGoals >= Math.max(1, ofVisits);
  return { ...figuresOf([], goals, { chosen, metrics }), ...(isBare ? { [visits.id]: 0 } : finishFigures(chosen)) };
}

function rowOf(bucket: Bucket, figures: Cells, { query, site }: Asked): Row {
  const { label, segment, metadata, part } = bucket;
  const ofBucket = segment?.(site, query.periods.at(-1) ?? firstPeriod(query));
  return {
    columns: { label: label(query.language), ...figures },
    ...(part === undefined ? {} : { part }),
    metadata: { ...metadata, ...(ofBucket === undefined ? {} : { segment: ofBucket }) },
  };
}

function byVisits(one: Row, other: Row): number {
  return Number(other.columns[visits.id] ?? 0) - Number(one.columns[visits.id] ?? 0);
}
