import { addDays, type Day } from "../../base/dates.ts";
import { groupBy } from "../../base/group-by.ts";
import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreeGoals, TreeMet, TreeRows } from "../../catalog/tree.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import { bareRowsOf, type Scope, scopeOf } from "../source.ts";
import { laneFor, type PlacedRow, placesOf } from "../sums.ts";
import type { PageGoalSums } from "./page-goal-sums.ts";
import { type Placement, placeOf, rowsIn } from "./placement.ts";

export interface PageGoalRow extends PageGoalSums {
  readonly site: number;
  readonly period: string;
  readonly place: string;
  readonly goal: number;
}

/** What the pages of a tree have to do with conversions. */
export interface PageGoals {
  /** By place and goal. */
  readonly rows: readonly PageGoalRow[];
  /** All conversions of a site in the period that begins on that day, by goal. */
  readonly conversionsOf: (site: number, firstDay: Day) => ReadonlyMap<number, number>;
}

export const noPageGoals: PageGoals = { rows: [], conversionsOf: () => new Map() };

/** Reads that. `atOnce`: both statements side by side, else the second only where there are conversions at all. */
export async function readPageGoals(
  { met, entered }: TreeGoals,
  atOnce: boolean,
  placement: Placement,
  query: Query,
  context: ReportContext,
): Promise<PageGoals> {
  const { of } = placesOf(query);
  const ask = async (statement: Sql): Promise<readonly MetRow[]> => {
    const rows = await context.warehouse.query<ToldRow>(statement, laneFor(query));
    return rows.map((row) => Object.assign(row, of(row)));
  };
  const askMet = async (of: TreeMet) => {
    const rows = await ask(metStatement(of, true, placement, query, context));
    return rows.some(({ unknown }) => unknown) ? ask(metStatement(of, false, placement, query, context)) : rows;
  };
  const askEntered = () => ask(enteredStatement(entered, placement, query, context));

  if (!met) return { ...noPageGoals, rows: await askEntered() };
  const [told, early] = await Promise.all([askMet(met), atOnce ? askEntered() : undefined]);
  const all = told.filter(({ place }) => place === conversionItself);
  if (all.length === 0) return noPageGoals;
  const entries = early ?? (await askEntered());
  const byPeriod = groupBy(all, ({ site, period }) => `${site} ${period}`);
  return {
    rows: [...told.filter(({ place }) => place !== conversionItself), ...entries],
    conversionsOf: (site, firstDay) => new Map(byPeriod.get(`${site} ${firstDay}`)?.map(({ goal, met }) => [goal, met ?? 0])),
  };
}

/** A row that was read; it tells, too, how many conversions do not know which pages were met before them. */
interface MetRow extends PageGoalRow {
  readonly unknown?: number;
}

type ToldRow = PlacedRow & Omit<MetRow, keyof PlacedRow>;

/** Stands among the pages for the conversion itself, so that all conversions are counted with them. No page is called so. */
const conversionItself = "";

/**
 * Pages seen before conversions: each view of a page counts each later conversion of its visit.
 * NOTE matomo: of how many pages were seen before, the most of any one visit of a day stands for the page and the day; figures are
 * rounded for each visit, half to even, before they are added up, and revenue is known to single precision.
 */
function metStatement(met: TreeMet, knowAll: boolean, placement: Placement, query: Query, context: ReportContext): Sql {
  const scope = scopeOf(query, context);
  const { columns, names } = placesOf(query);
  const isItself = sql`page = ${conversionItself}`;
  const page: TreeRows = { leaf: sql`page`, ...(met.action.path && { path: sql`page` }), where: sql`1` };
  const place = sql`if(${isItself}, page, ${placeOf(placement, met.action, sql`page`)})`;
  const share = sql`1 / nullIf(pageviews_before, 0)`;
  const pages = knowAll ? listedPages(met, scope) : sql`${listedPages(met, scope)} UNION ALL ${pagesOfActions(met, scope)}`;
  const byVisit = sql`SELECT ${join([...columns, sql`day, goal, page`])}, count() AS met, round(sum(ifNull(revenue, 0)), 2) AS met_revenue, argMin(pageviews_before, (time, slot)) AS pages_before, sum(round(${share}, 4)) AS attributed, round(sum(toFloat64(toFloat32(revenue)) * ${share}), 2) AS attributed_revenue, sum(is_unknown) AS visit_unknown FROM (${pages}) WHERE ${isItself} OR (${rowsIn(placement, page)}) GROUP BY ${join([...names, sql`day, visit, goal, page`])}`;
  const byDay = sql`SELECT ${join([...names, sql`page, goal`])}, sum(met) AS day_met, sum(met_revenue) AS day_revenue, max(pages_before) AS day_before, sum(attributed) AS day_attributed, sum(attributed_revenue) AS day_attributed_revenue, sum(visit_unknown) AS day_unknown FROM (${byVisit}) GROUP BY ${join([...names, sql`day, page, goal`])}`;
  return sql`SELECT ${join([...names, sql`${place} AS place, goal`])}, sum(day_met) AS met, sum(day_revenue) AS met_revenue, sum(day_before) AS pages_before, sum(day_attributed) AS attributed, sum(day_attributed_revenue) AS attributed_revenue, sum(day_unknown) AS unknown FROM (${byDay}) GROUP BY ${join([...names, sql`place, goal`])}`;
}

const ofConversion = sql`site, day, visit, goal, time, slot, revenue, pageviews_before`;

/** A row for each conversion itself, and one for each page that it says was met before it. */
function listedPages({ listed, unnamed }: TreeMet, scope: Scope): Sql {
  const named = sql`arrayFilter(met_page -> met_page <> ${unnamed}, ${listed})`;
  return sql`SELECT ${ofConversion}, met_known = 0 AS is_unknown, arrayJoin(arrayPushFront(${named}, ${conversionItself})) AS page FROM ${bareRowsOf("conversions", scope)}`;
}

/** The pages of conversions that do not know: they are looked for among all actions. */
function pagesOfActions({ action: { leaf, path, where }, unnamed }: TreeMet, scope: Scope): Sql {
  const seen = sql`SELECT visit AS seen_visit, time AS seen_time, ${path ?? leaf} AS page FROM ${bareRowsOf("actions", dayWider(scope), sql`${where} AND page <> ${unnamed}`)}`;
  const converted = sql`SELECT ${ofConversion} FROM ${bareRowsOf("conversions", scope, sql`met_known = 0`)}`;
  return sql`SELECT ${ofConversion}, 0 AS is_unknown, page FROM (${seen}) AS seen INNER JOIN (${converted}) AS converted ON visit = seen_visit WHERE seen_time <= time`;
}

/**
 * Pages by which visits with conversions were entered: conversions by goal, beside all visits that began with the page on that day.
 * Pages of a day meet by a hash of both, which is far quicker than by themselves.
 * NOTE matomo: rates are worked out for each page and day, and added up over the days and over the pages of a folder.
 */
function enteredStatement(entered: TreeRows, placement: Placement, query: Query, context: ReportContext): Sql {
  const scope = scopeOf(query, context);
  const { columns, names } = placesOf(query);
  const where = rowsIn(placement, entered);
  const page = entered.path ?? entered.leaf;
  const pageOfDay = sql`cityHash64(site, day, ${page}) AS page_of_day`;
  const converted = sql`SELECT ${join([...columns, sql`goal, ${pageOfDay}`])}, any(${page}) AS page, count() AS number, round(sum(ifNull(revenue, 0)), 2) AS earned FROM ${bareRowsOf("conversions", scope, sql`goal >= 0 AND ${where}`)} GROUP BY ${join([...names, sql`page_of_day, goal`])}`;
  const entries = sql`SELECT ${pageOfDay}, count() AS entries FROM ${bareRowsOf("visits", scope, where)} GROUP BY page_of_day`;
  const each = (figure: Sql) => sql`sum(if(entries > 0, ${rounded(sql`${figure} / entries`, 1000)}, NULL))`;
  return sql`SELECT ${join([...names, sql`${placeOf(placement, entered, sql`page`)} AS place, goal`])}, sum(number) AS entered, sum(earned) AS entered_revenue, ${each(sql`number`)} AS entered_rate, ${each(sql`earned`)} AS entered_revenue_each FROM (${converted}) AS converted LEFT JOIN (${entries}) AS entries_of_day USING page_of_day GROUP BY ${join([...names, sql`place, goal`])}`;
}

/** Rounds half away from zero, to so many parts of one: the warehouse itself rounds half to even. */
function rounded(number: Sql, parts: number): Sql {
  return sql`floor(${number} * ${parts} + 0.5) / ${parts}`;
}

/** A conversion and the actions before it may stand on either side of midnight. Segments are about the conversions. */
function dayWider(scope: Scope): Scope {
  return { ...scope, from: addDays(scope.from, -1), to: addDays(scope.to, 1), segment: "" };
}
