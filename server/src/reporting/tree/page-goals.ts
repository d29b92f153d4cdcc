import { addDays } from "../../base/dates.ts";
import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreeGoals } from "../../catalog/tree.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { rowsOf, type Scope, scopeOf } from "../source.ts";
import { firstDayOf } from "../sums.ts";
import type { PageGoalSums } from "./page-goal-sums.ts";
import type { Place, Placement } from "./placement.ts";

export type PageGoalRow = Place & PageGoalSums & { readonly site: number; readonly period: string; readonly goal: number };

/** What the pages of a tree have to do with conversions, by place and goal. */
export async function readPageGoals(
  goals: TreeGoals,
  placement: Placement,
  query: Query,
  context: ReportContext,
): Promise<readonly PageGoalRow[]> {
  const [met, entered] = await Promise.all([
    goals.met ? context.warehouse.query<PageGoalRow>(metStatement(goals.met, placement, query, context)) : [],
    context.warehouse.query<PageGoalRow>(enteredStatement(goals.entered, placement, query, context)),
  ]);
  return [...met, ...entered];
}

/**
 * Pages seen before conversions: each view of a page counts each later conversion of its visit.
 * NOTE matomo: of how many pages were seen before, the most of any one visit of a day stands for the page and the day.
 */
function metStatement({ leaf, where }: NonNullable<TreeGoals["met"]>, placement: Placement, query: Query, context: ReportContext): Sql {
  const scope = scopeOf(query, context);
  // NOTE matomo: the part of each page has four places, before revenue is multiplied by it.
  const share = sql`round(1 / nullIf(pageviews_before, 0), 4)`;
  const seen = rowsOf("actions", dayWider(scope), where);
  const byVisit = sql`SELECT site, toString(${firstDayOf(query)}) AS period, day, visit, goal, by_leaf, count() AS met, round(sum(ifNull(revenue, 0)), 2) AS met_revenue, argMin(pageviews_before, (time, slot)) AS pages_before, sum(${share}) AS attributed, round(sum(revenue * ${share}), 2) AS attributed_revenue FROM (SELECT site, day, visit, goal, time, slot, revenue, pageviews_before FROM ${rowsOf("conversions", scope)}) AS converted INNER JOIN (SELECT site AS seen_site, visit AS seen_visit, time AS seen_time, toString(${leaf}) AS by_leaf FROM ${seen}) AS seen ON site = seen_site AND visit = seen_visit WHERE seen_time <= time GROUP BY site, period, day, visit, goal, by_leaf`;
  const byDay = sql`SELECT site, period, path, steps, step_ids AS ids_in_steps, is_leaf, goal, sum(met) AS day_met, sum(met_revenue) AS day_revenue, max(pages_before) AS day_before, sum(attributed) AS day_attributed, sum(attributed_revenue) AS day_attributed_revenue FROM (SELECT *, ${placement.columns} FROM (${byVisit})) WHERE ${placement.where} GROUP BY site, period, day, path, steps, step_ids, is_leaf, goal`;
  return sql`SELECT site, period, steps, any(ids_in_steps) AS step_ids, is_leaf, goal, sum(day_met) AS met, sum(day_revenue) AS met_revenue, sum(day_before) AS pages_before, sum(day_attributed) AS attributed, sum(day_attributed_revenue) AS attributed_revenue FROM (${byDay}) GROUP BY site, period, steps, is_leaf, goal`;
}

/**
 * Pages by which visits with conversions were entered.
 * NOTE matomo: the rates of a folder are those of its pages added up.
 */
function enteredStatement({ leaf, where }: TreeGoals["entered"], placement: Placement, query: Query, context: ReportContext): Sql {
  const scope = scopeOf(query, context);
  const period = sql`toString(${firstDayOf(query)}) AS period`;
  const entries = rowsOf("visits", dayWider(scope), where);
  const converted = sql`SELECT site, ${period}, goal, by_leaf, count() AS converted, sum(ifNull(revenue, 0)) AS earned FROM (SELECT site, day, visit, goal, revenue FROM ${rowsOf("conversions", scope, sql`goal >= 0`)}) AS converted INNER JOIN (SELECT site AS entry_site, visit AS entry_visit, toString(${leaf}) AS by_leaf FROM ${entries}) AS entries ON site = entry_site AND visit = entry_visit GROUP BY site, period, goal, by_leaf`;
  const counted = sql`SELECT site, ${period}, toString(${leaf}) AS by_leaf, count() AS visits FROM ${rowsOf("visits", scope, where)} GROUP BY site, period, by_leaf`;
  const both = sql`SELECT site, period, path, steps, step_ids AS ids_in_steps, is_leaf, goal, sum(converted) AS page_converted, round(sum(earned), 2) AS page_earned FROM (SELECT *, ${placement.columns} FROM (${converted})) WHERE ${placement.where} GROUP BY site, period, path, steps, step_ids, is_leaf, goal`;
  const visits = sql`SELECT site, period, path, sum(visits) AS page_visits FROM (SELECT *, ${placement.columns} FROM (${counted})) WHERE ${placement.where} GROUP BY site, period, path`;
  const each = (figure: Sql) => sql`sum(if(page_visits > 0, floor(${figure} / page_visits * 1000 + 0.5) / 1000, NULL))`;
  return sql`SELECT site, period, steps, any(ids_in_steps) AS step_ids, is_leaf, goal, sum(page_converted) AS entered, sum(page_earned) AS entered_revenue, ${each(sql`page_converted`)} AS entered_rate, ${each(sql`page_earned`)} AS entered_revenue_each FROM (${both}) AS pages LEFT JOIN (${visits}) AS visits USING (site, period, path) GROUP BY site, period, steps, is_leaf, goal`;
}

/** A visit, its actions and its conversions may stand on either side of midnight. Segments are about the conversions. */
function dayWider(scope: Scope): Scope {
  return { ...scope, from: addDays(scope.from, -1), to: addDays(scope.to, 1), segment: "" };
}
