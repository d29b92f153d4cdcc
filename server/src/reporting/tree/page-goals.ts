import { addDays } from "../../base/dates.ts";
import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreeGoals, TreeRows } from "../../catalog/tree.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { rowsOf, type Scope, scopeOf } from "../source.ts";
import { laneFor, placesOf } from "../sums.ts";
import type { PageGoalSums } from "./page-goal-sums.ts";
import { type Placement, placeOf, rowsIn } from "./placement.ts";

export interface PageGoalRow extends PageGoalSums {
  readonly site: number;
  readonly period: string;
  readonly place: string;
  readonly goal: number;
}

/** What the pages of a tree have to do with conversions, by place and goal. */
export async function readPageGoals(
  goals: TreeGoals,
  placement: Placement,
  query: Query,
  context: ReportContext,
): Promise<readonly PageGoalRow[]> {
  const statements = [
    ...(goals.met ? [metStatement(goals.met, placement, query, context)] : []),
    enteredStatement(goals.entered, placement, query, context),
  ];
  return (await Promise.all(statements.map((statement) => context.warehouse.query<PageGoalRow>(statement, laneFor(query))))).flat();
}

/**
 * Pages seen before conversions: each view of a page counts each later conversion of its visit.
 * NOTE matomo: of how many pages were seen before, the most of any one visit of a day stands for the page and the day; figures are
 * rounded for each visit, half to even, before they are added up, and revenue is known to single precision.
 */
function metStatement(met: TreeRows, placement: Placement, query: Query, context: ReportContext): Sql {
  const scope = scopeOf(query, context);
  const { site, period } = placesOf(query);
  const share = sql`1 / nullIf(pageviews_before, 0)`;
  const converted = sql`SELECT site, day, visit, goal, time, slot, revenue, pageviews_before FROM ${rowsOf("conversions", scope)}`;
  const seen = sql`SELECT visit AS seen_visit, time AS seen_time, ${met.path ?? met.leaf} AS page FROM ${rowsOf("actions", dayWider(scope), rowsIn(placement, met))}`;
  const byVisit = sql`SELECT ${site} AS site, ${period} AS period, day, goal, page, count() AS met, round(sum(ifNull(revenue, 0)), 2) AS met_revenue, argMin(pageviews_before, (time, slot)) AS pages_before, sum(round(${share}, 4)) AS attributed, round(sum(toFloat64(toFloat32(revenue)) * ${share}), 2) AS attributed_revenue FROM (${seen}) AS seen INNER JOIN (${converted}) AS converted ON visit = seen_visit WHERE seen_time <= time GROUP BY site, period, day, visit, goal, page`;
  const byDay = sql`SELECT site, period, page, goal, sum(met) AS day_met, sum(met_revenue) AS day_revenue, max(pages_before) AS day_before, sum(attributed) AS day_attributed, sum(attributed_revenue) AS day_attributed_revenue FROM (${byVisit}) GROUP BY site, period, day, page, goal`;
  return sql`SELECT site, period, ${placeOf(placement, met, sql`page`)} AS place, goal, sum(day_met) AS met, sum(day_revenue) AS met_revenue, sum(day_before) AS pages_before, sum(day_attributed) AS attributed, sum(day_attributed_revenue) AS attributed_revenue FROM (${byDay}) GROUP BY site, period, place, goal`;
}

/**
 * Pages by which visits with conversions were entered: conversions by goal, beside all visits that began with the page on that day.
 * Pages of a day meet by a hash of both, which is far quicker than by themselves, and entries of visits that converted nothing stay out.
 * NOTE matomo: rates are worked out for each page and day, and added up over the days and over the pages of a folder.
 */
function enteredStatement(entered: TreeRows, placement: Placement, query: Query, context: ReportContext): Sql {
  const scope = scopeOf(query, context);
  const { site, period } = placesOf(query);
  const where = rowsIn(placement, entered);
  const page = entered.path ?? entered.leaf;
  const pageOfDay = (what: Sql) => sql`cityHash64(site, day, ${what}) AS page_of_day`;
  const conversions = sql`SELECT site, day, visit, goal, revenue FROM ${rowsOf("conversions", scope, sql`goal >= 0`)}`;
  const entries = sql`SELECT visit AS entry_visit, ${page} AS entry FROM ${rowsOf("visits", dayWider(scope), sql`goal_converted = 1 AND ${where}`)}`;
  const converted = sql`SELECT ${site} AS site, ${period} AS period, goal, ${pageOfDay(sql`entry`)}, any(entry) AS page, count() AS number, round(sum(ifNull(revenue, 0)), 2) AS earned FROM (${entries}) AS entries INNER JOIN (${conversions}) AS conversions ON visit = entry_visit GROUP BY site, period, page_of_day, goal`;
  const visits = sql`SELECT ${pageOfDay(page)}, count() AS visits FROM ${rowsOf("visits", scope, where)} GROUP BY page_of_day`;
  const each = (figure: Sql) => sql`sum(if(visits > 0, ${rounded(sql`${figure} / visits`, 1000)}, NULL))`;
  return sql`SELECT site, period, ${placeOf(placement, entered, sql`page`)} AS place, goal, sum(number) AS entered, sum(earned) AS entered_revenue, ${each(sql`number`)} AS entered_rate, ${each(sql`earned`)} AS entered_revenue_each FROM (${converted}) AS converted LEFT JOIN (${visits}) AS visits USING page_of_day GROUP BY site, period, place, goal`;
}

/** Rounds half away from zero, to so many parts of one: the warehouse itself rounds half to even. */
function rounded(number: Sql, parts: number): Sql {
  return sql`floor(${number} * ${parts} + 0.5) / ${parts}`;
}

/** A visit, its actions and its conversions may stand on either side of midnight. Segments are about the conversions. */
function dayWider(scope: Scope): Scope {
  return { ...scope, from: addDays(scope.from, -1), to: addDays(scope.to, 1), segment: "" };
}
