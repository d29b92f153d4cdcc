import { addDays } from "../base/dates.ts";
import { unsupportedSegment } from "../base/errors.ts";
import { firstPeriod, type Query } from "../catalog/query.ts";
import type { ReportContext, SegmentReader, SegmentScope } from "../catalog/report.ts";
import type { TableName } from "../catalog/tables.ts";
import { join, name, nothing, type Sql, sql, typed } from "../db/sql.ts";

/** Which rows a question is about: local days, both included, of some sites, and of some visits where there is a segment. */
export interface Scope extends SegmentScope {
  /** Empty for all visits. */
  readonly segment: string;
  readonly readSegment: SegmentReader | undefined;
}

/** All rows that a query is about, over all its sites and periods. */
export function scopeOf(query: Query, { readSegment }: Pick<ReportContext, "readSegment">): Scope {
  const { from, to } = firstPeriod(query);
  const end = query.periods.at(-1)?.to ?? to;
  // What is dated after today, by a clock that goes wrong, waits until its day has come.
  const last = query.today !== undefined && query.today < end ? query.today : end;
  return { sites: query.sites.map(({ id }) => id), from, to: last, segment: query.segment, readSegment };
}

/** The rows of a table that a scope is about, to stand behind FROM: a SELECT of its own, with all columns. */
export function rowsOf(table: TableName, scope: Scope, where?: Sql): Sql {
  return sql`(SELECT * FROM ${bareRowsOf(table, scope, where)})`;
}

/**
 * The same without a SELECT of its own, which takes the engine less time to plan: the table, and behind it WHERE. What is selected of it must
 * not give the name of a column that `where` or a segment asks for to anything else. The one place that names a table of the warehouse, so
 * that no report can forget the sites, the days, the segment, or that rows may have newer versions.
 */
export function bareRowsOf(table: TableName, scope: Scope, where?: Sql): Sql {
  const conditions = [...guards(table, scope), ...segmentOf(table, scope), ...(where ? [where] : [])];
  // In brackets, so that no OR of a condition gets round the others.
  const all = join(
    conditions.map((condition) => sql`(${condition})`),
    " AND ",
  );
  return sql`${name(table)}${versions[table]} WHERE ${all}`;
}

/** Tables whose rows are written again as a visit goes on are read in their last version. */
const versions: Record<TableName, Sql> = { visits: sql` FINAL`, conversions: sql` FINAL`, items: sql` FINAL`, actions: nothing };

/** The columns are called by their whole names, so that nothing which is selected can take their place. */
function guards(table: TableName, { sites, from, to }: Scope): readonly Sql[] {
  const column = (of: string) => sql`${name(table)}.${name(of)}`;
  const [only, ...others] = sites;
  const isSite = only !== undefined && others.length === 0 ? sql`= ${typed("UInt32", only)}` : sql`IN ${typed("Array(UInt32)", sites)}`;
  // The sort key of these tables holds the day on which the visit began: at most one before the day it counts for.
  const start = table === "actions" ? [] : [sql`${column("start_day")} BETWEEN ${addDays(from, -1)} AND ${to}`];
  const isDay = from === to ? sql`= ${from}` : sql`BETWEEN ${from} AND ${to}`;
  return [sql`${column("site")} ${isSite}`, ...start, sql`${column("day")} ${isDay}`];
}

function segmentOf(table: TableName, scope: Scope): readonly Sql[] {
  const { segment, readSegment } = scope;
  if (segment === "") return [];
  if (!readSegment) throw unsupportedSegment(segment, "");
  return [readSegment(segment, table, scope)];
}
