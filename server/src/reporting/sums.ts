import { type Day, dayNumber } from "../base/dates.ts";
import type { Metric } from "../catalog/metric.ts";
import { firstPeriod, type Period, type PeriodKind, type Query } from "../catalog/query.ts";
import type { ReportContext, Widen } from "../catalog/report.ts";
import type { Cells } from "../catalog/table.ts";
import type { TableName } from "../catalog/tables.ts";
import { join, name, type Sql, sql, typed } from "../db/sql.ts";
import type { QueryOptions } from "../db/warehouse.ts";
import { naturalKeyOf } from "./natural-key.ts";
import { bareRowsOf, rowsOf, scopeOf } from "./source.ts";

/** Sums over rows that belong together; `by` holds what they were grouped by besides site and period. */
export interface Sums {
  readonly by: Readonly<Record<string, string | number>>;
  /** Those that there are: a metric may be nullable. */
  readonly figures: Readonly<Record<string, number>>;
  /** What is told of them besides; no cell is null. */
  readonly told?: Cells;
}

/** The sums of a site and a period; an empty list where nothing happened. */
export type SumsOf = (site: number, period: Period) => readonly Sums[];

export interface SumsRequest {
  readonly table: TableName;
  /** What rows are grouped by besides site and period: names with the expression of each. */
  readonly by?: Readonly<Record<string, Sql>>;
  /** Those without SQL are passed over. */
  readonly metrics: readonly Metric[];
  readonly where?: Sql;
  /** What is told of rows that belong together: aggregates by name. */
  readonly told?: Readonly<Record<string, Sql>>;
  /** Puts columns of other rows beside those of the table, to count with them; `where` may ask them too. */
  readonly widen?: Widen;
  /** Rows of another table that are counted like those of the first; nothing but these columns, which both have, is read then. */
  readonly also?: { readonly table: TableName; readonly columns: readonly string[] };
}

/** From so many days on a statement may take long, and keeps out of the way of quick ones. */
const manyDays = 93;

/** Sums over the rows of a table, for all sites and periods of a query in one statement. */
export async function readSums(query: Query, request: SumsRequest, context: ReportContext): Promise<SumsOf> {
  const rows = await context.warehouse.query<SumsRow>(sumsStatement(query, request, context), laneFor(query));
  const read = rowReader(request);
  const places = placesOf(query);
  const found = new Map<string, Sums[]>();
  for (const row of rows) {
    const { site, period } = places.of(row);
    const place = placeOf(site, period);
    const sums = found.get(place);
    if (sums) sums.push(read(row));
    else found.set(place, [read(row)]);
  }
  return (site, { from }) => found.get(placeOf(site, from)) ?? [];
}

/** Sums of the groups that have most of a figure, in their order, and how many groups there are. */
export interface MostSums {
  readonly sums: readonly Sums[];
  readonly count: number;
}

/**
 * Reads those alone, `from` so many on, for a query about one site and one period. Of equals, those with more visits come first, then
 * those whose `label`, one of the groups, comes first as people order texts.
 */
export async function readMostSums(
  query: Query,
  request: SumsRequest,
  most: NonNullable<Query["most"]> & { readonly from: number },
  label: string,
  context: ReportContext,
): Promise<MostSums> {
  const all = sumsStatement(query, request, context);
  const figures = [...new Set([most.of, "nb_visits"])].filter((figure) => request.metrics.some(({ id }) => id === figure));
  const text = name(`by_${label}`);
  const order = [...figures.map((figure) => sql`${name(`figure_${figure}`)} DESC`), naturalKeyOf(sql`toString(${text})`), text];
  const rows = await context.warehouse.query<SumsRow & { readonly count: number }>(
    sql`SELECT * FROM (${all}) ORDER BY ${join(order)} LIMIT ${most.rows} OFFSET ${most.from}`,
    { ...laneFor(query), countsAll: true },
  );
  return { sums: rows.map(rowReader(request)), count: rows[0]?.count ?? 0 };
}

/** The connection for statements over the days of a query. */
export function laneFor(query: Query): Pick<QueryOptions, "lane"> {
  return { lane: daysOf(query) < manyDays ? "quick" : "heavy" };
}

/** How many days a query is about. */
export function daysOf({ periods }: Query): number {
  return periods.reduce((count, { from, to }) => count + dayNumber(to) - dayNumber(from) + 1, 0);
}

/** Groups and figures under their prefixed names. */
type SumsRow = PlacedRow & Readonly<Record<string, string | number | null>>;

/**
 * One statement for all: grouped by site and by the first day of the period, but only where there are several of them, for each
 * key more makes grouping slower. Figures are called `figure_…` and groups `by_…`, so that no alias hides a column of its name.
 */
export function sumsStatement(query: Query, request: SumsRequest, context: Pick<ReportContext, "readSegment">): Sql {
  const { by = {}, told = {}, metrics } = request;
  const places = placesOf(query);
  const groups = Object.entries(by).map(([group, expression]) => ({ alias: name(`by_${group}`), expression }));
  const columns = [
    ...places.columns,
    ...groups.map(({ alias, expression }) => sql`${expression} AS ${alias}`),
    ...figuresFor(metrics),
    ...Object.entries(told).map(([cell, aggregate]) => sql`${aggregate} AS ${name(`told_${cell}`)}`),
  ];
  const keys = [...places.keys, ...groups.map(({ alias }) => alias)];
  // Without a key there would be a row even where there is nothing.
  const grouping = keys.length > 0 ? sql`GROUP BY ${join(keys)}` : sql`HAVING count() > 0`;
  // Where no figure is an aggregate, what is told is that there are rows.
  return sql`SELECT ${columns.length > 0 ? join(columns) : sql`1 AS found`} FROM ${rowsFor(query, request, context)} ${grouping}`;
}

/** A row as it is read: it tells its site and the first day of its period where there are several. */
export interface PlacedRow {
  readonly site?: number;
  readonly period?: Day;
}

/** How rows tell their site and their period. There is nothing to tell where all are of one site, or of one period. */
export interface Places {
  /** What is selected, under the names `site` and `period`. */
  readonly columns: readonly Sql[];
  /** What rows are grouped by for these. */
  readonly keys: readonly Sql[];
  /** The names alone, for statements around others. */
  readonly names: readonly Sql[];
  readonly of: (row: PlacedRow) => Required<PlacedRow>;
}

export function placesOf(query: Query): Places {
  const [only, ...others] = query.sites;
  const site = only === undefined || others.length > 0 ? [{ name: sql`site`, column: sql`site`, key: sql`site` }] : [];
  const firstDay = firstDayOf(query);
  const period = query.periods.length > 1 ? [{ name: sql`period`, column: sql`toString(${firstDay}) AS period`, key: firstDay }] : [];
  const told = [...site, ...period];
  const { from } = firstPeriod(query);
  return {
    columns: told.map(({ column }) => column),
    keys: told.map(({ key }) => key),
    names: told.map(({ name }) => name),
    of: (row) => ({ site: row.site ?? only?.id ?? 0, period: row.period ?? from }),
  };
}

function figuresFor(metrics: readonly Metric[]): readonly Sql[] {
  return metrics.flatMap(({ id, sql: aggregate }) => (aggregate ? [sql`${aggregate} AS ${name(`figure_${id}`)}`] : []));
}

/** The rows to sum, those of both tables where there are two. */
function rowsFor(query: Query, { table, where, also, widen }: SumsRequest, context: Pick<ReportContext, "readSegment">): Sql {
  const scope = scopeOf(query, context);
  if (widen) {
    const wide = widen(rowsOf(table, scope), (other) => rowsOf(other, { ...scope, segment: "" }));
    return sql`(SELECT * FROM (${wide}) WHERE ${where ?? sql`1`})`;
  }
  if (!also) return bareRowsOf(table, scope, where);
  const columns = join(["site", "day", ...also.columns].map(name));
  const tables = [table, also.table].map((each) => sql`SELECT ${columns} FROM ${bareRowsOf(each, scope, where)}`);
  return sql`(${join(tables, " UNION ALL ")})`;
}

/** The first day of the period in which a row's day lies. */
function firstDayOf(query: Query): Sql {
  const { kind, from } = firstPeriod(query);
  const expressions: Record<PeriodKind, Sql> = {
    day: sql`day`,
    week: sql`toMonday(day)`,
    month: sql`toStartOfMonth(day)`,
    year: sql`toStartOfYear(day)`,
    range: sql`${typed("Date", from)}`,
  };
  return expressions[kind];
}

function placeOf(site: number, firstDay: Day): string {
  return `${site} ${firstDay}`;
}

/** Reads rows one by one; names are put together once for all of them. */
function rowReader({ by = {}, metrics, told = {} }: SumsRequest): (row: SumsRow) => Sums {
  const groups = Object.keys(by).map((group) => [group, `by_${group}`] as const);
  const read = metrics.flatMap(({ id, sql, divisor = 1 }) => (sql ? [[id, `figure_${id}`, divisor] as const] : []));
  const cells = Object.keys(told).map((cell) => [cell, `told_${cell}`] as const);
  return (row) => {
    const told: Record<string, string | number> = {};
    const sums = { by: {} as Record<string, string | number>, figures: {} as Record<string, number>, told };
    for (const [group, column] of groups) sums.by[group] = row[column] ?? "";
    for (const [id, column, divisor] of read) if (row[column] !== null) sums.figures[id] = Number(row[column]) / divisor;
    for (const [cell, column] of cells) {
      const value = row[column];
      if (value !== null && value !== undefined) told[cell] = value;
    }
    return sums;
  };
}
