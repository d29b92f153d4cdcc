import { addDays } from "../../base/dates.ts";
import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreeGoals, TreeRows } from "../../catalog/tree.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { rowsOf, type Scope, scopeOf } from "../source.ts";
import { laneFor, placesOf } from "../sums.ts";
import type { PageGoalSums } from "./page-goal-sums.ts";
import { folderIn, isLeafIn, type Placement, rowsIn } from "./placement.ts";

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
  const [met, entered] = await Promise.all([
    goals.met ? context.warehouse.query<PageGoalRow>(metStatement(goals.met, placement, query, context), laneFor(query)) : [],
    context.warehouse.query<PageGoalRow>(enteredStatement(goals.entered, placement, query, context), laneFor(query)),
  ]);
  return [...met, ...entered];
}

/**
 * Pages seen before conversions: each view of a page counts each later conversion of its visit.
 * NOTE matomo: of how many pages were seen before, the most of any one visit of a day stands for the page and the day; figures are
 * rounded for each visit, half to even, before they are added up, and revenue is known to single precision.
 */
function metStatement(met: NonNullable<TreeGoals["met"]>, placement: Placement, query: Query, context: ReportContext): Sql {
  const scope = scopeOf(query, context);
  const { site, firstDay } = placesOf(query);
  const { leaf, path = leaf } = met;
  const share = sql`1 / nullIf(pageviews_before, 0)`;
  const converted = sql`SELECT site, day, visit, goal, time, slot, revenue, pageviews_before FROM ${rowsOf("conversions", scope)}`;
  const where = rowsIn(placement, met);
  const seen = sql`SELECT site AS seen_site, visit AS seen_visit, time AS seen_time, ${leaf} AS seen_leaf, ${path} AS seen_path FROM ${rowsOf("actions", dayWider(scope), where)}`;
  const byVisit = sql`SELECT ${site} AS site, toString(${firstDay}) AS period, day, goal, any(toString(seen_path)) AS page, count() AS met, round(sum(ifNull(revenue, 0)), 2) AS met_revenue, argMin(pageviews_before, (time, slot)) AS pages_before, sum(round(${share}, 4)) AS attributed, round(sum(toFloat64(toFloat32(revenue)) * ${share}), 2) AS attributed_revenue FROM (${seen}) AS seen INNER JOIN (${converted}) AS converted ON site = seen_site AND visit = seen_visit WHERE seen_time <= time GROUP BY site, period, day, visit, goal, seen_leaf`;
  const byDay = sql`SELECT site, period, page, goal, sum(met) AS day_met, sum(met_revenue) AS day_revenue, max(pages_before) AS day_before, sum(attributed) AS day_attributed, sum(attributed_revenue) AS day_attributed_revenue FROM (${byVisit}) GROUP BY site, period, day, page, goal`;
  return sql`SELECT site, period, ${placeOf(met, placement)} AS place, goal, sum(day_met) AS met, sum(day_revenue) AS met_revenue, sum(day_before) AS pages_before, sum(day_attributed) AS attributed, sum(day_attributed_revenue) AS attributed_revenue FROM (${byDay}) GROUP BY site, period, place, goal`;
}

/** The place in the table of what has the column `page`: the path of a leaf. */
function placeOf(rows: TreeRows, placement: Placement): Sql {
  const isLeaf = isLeafIn(placement, { ...rows, ...(rows.path && { path: sql`page` }) });
  return isLeaf ? sql`if(${isLeaf}, page, ${folderIn(placement, sql`page`)})` : sql`page`;
}

/** Stands for all visits among the conversions of goals. */
const noGoal = -1000;

/**
 * Pages by which visits with conversions were entered: conversions by goal, and all visits, by the page that they began with.
 * NOTE matomo: rates are worked out for each page and day, and added up over the days and over the pages of a folder.
 */
function enteredStatement(entered: TreeGoals["entered"], placement: Placement, query: Query, context: ReportContext): Sql {
  const scope = scopeOf(query, context);
  const { site, firstDay } = placesOf(query);
  const page = sql`toString(${entered.path ?? entered.leaf}) AS page`;
  const at = sql`${site} AS site, toString(${firstDay}) AS period, toString(day) AS on_day`;
  const where = rowsIn(placement, entered);
  const conversions = sql`SELECT site, day, visit, goal, revenue FROM ${rowsOf("conversions", scope, sql`goal >= 0`)}`;
  const entries = sql`SELECT site AS entry_site, visit AS entry_visit, ${page} FROM ${rowsOf("visits", dayWider(scope), where)}`;
  const converted = sql`SELECT ${at}, goal, page, count() AS number, sum(ifNull(revenue, 0)) AS earned FROM (${entries}) AS entries INNER JOIN (${conversions}) AS conversions ON site = entry_site AND visit = entry_visit GROUP BY site, period, on_day, goal, page`;
  const visits = sql`SELECT ${at}, toInt32(${noGoal}) AS goal, ${page}, count() AS number, 0 AS earned FROM ${rowsOf("visits", scope, where)} GROUP BY site, period, on_day, page`;
  const byPage = sql`SELECT site, period, on_day, page, goal, sum(number) AS page_number, round(sum(earned), 2) AS page_earned FROM (${converted} UNION ALL ${visits}) GROUP BY site, period, on_day, page, goal`;
  const withVisits = sql`SELECT *, sumIf(page_number, goal = ${noGoal}) OVER (PARTITION BY site, period, on_day, page) AS page_visits FROM (${byPage})`;
  const each = (figure: Sql) => sql`sum(if(page_visits > 0, ${rounded(sql`${figure} / page_visits`, 1000)}, NULL))`;
  return sql`SELECT site, period, ${placeOf(entered, placement)} AS place, goal, sum(page_number) AS entered, sum(page_earned) AS entered_revenue, ${each(sql`page_number`)} AS entered_rate, ${each(sql`page_earned`)} AS entered_revenue_each FROM (${withVisits}) WHERE goal <> ${noGoal} GROUP BY site, period, place, goal`;
}

/** Rounds half away from zero, to so many parts of one: the warehouse itself rounds half to even. */
function rounded(number: Sql, parts: number): Sql {
  return sql`floor(${number} * ${parts} + 0.5) / ${parts}`;
}

/** A visit, its actions and its conversions may stand on either side of midnight. Segments are about the conversions. */
function dayWider(scope: Scope): Scope {
  return { ...scope, from: addDays(scope.from, -1), to: addDays(scope.to, 1), segment: "" };
}
