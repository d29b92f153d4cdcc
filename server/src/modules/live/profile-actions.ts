import { round } from "../../base/rounding.ts";
import type { Cells, Value } from "../../catalog/table.ts";
import { countEach, mostFirst } from "./counted.ts";
import type { NamedDimension } from "./site-facts.ts";

/** What a visitor did in all visits: how much of each kind, and which pages and searches. */
export function activityFields(actions: readonly Cells[]): Cells {
  const ofType = (type: string) => actions.filter((action) => action.type === type).length;
  const pages = countEach(textsOf(actions, ({ type, url }) => (type === "action" ? url : undefined)));
  const searches = countEach(textsOf(actions, ({ siteSearchKeyword }) => siteSearchKeyword));
  const loadTimes = actions.flatMap(({ pageLoadTimeMilliseconds: time }) => (typeof time === "number" ? [time] : []));
  return {
    totalOutlinks: ofType("outlink"),
    totalDownloads: ofType("download"),
    totalSearches: searches.size,
    totalPageViews: ofType("action"),
    totalUniquePageViews: pages.size,
    totalRevisitedPages: [...pages.values()].filter((count) => count > 1).length,
    // NOTE matomo: of a time that browsers stopped telling.
    totalPageViewsWithTiming: 0,
    totalPageViewsWithLoadTime: loadTimes.length,
    totalEvents: ofType("event"),
    searches: mostFirst(searches).map(([keyword, count]) => ({ keyword, searches: count })),
    visitedPages: mostFirst(new Map([...pages].sort(([one], [other]) => (one < other ? -1 : 1)))).map(([url, count]) => ({ url, count })),
    ...(loadTimes.length > 0 && { averagePageLoadTime: round(sum(loadTimes) / (1000 * loadTimes.length), 3) }),
  };
}

/** How often each goal was reached, and what it brought in. */
export function goalFields(visits: readonly Cells[], actions: readonly Cells[]): Cells {
  const goals = actions.filter(({ type, goalId }) => type === "goal" && goalId !== null);
  const keyOf = ({ goalId }: Cells) => `idgoal=${goalId}`;
  const revenueOf = (key: string) => round(sum(goals.filter((goal) => keyOf(goal) === key).map(({ revenue }) => Number(revenue))), 2);
  const conversions = countEach(goals.map(keyOf));
  const revenues = [...conversions.keys()].map((key) => [key, revenueOf(key)] as const).filter(([, revenue]) => revenue !== 0);
  return {
    totalGoalConversions: sum(visits.map(({ goalConversions }) => Number(goalConversions))),
    totalConversionsByGoal: orList(Object.fromEntries(conversions)),
    ...(revenues.length > 0 && { totalRevenueByGoal: Object.fromEntries(revenues) }),
  };
}

/** Which values each custom dimension had, those of actions and those of visits; nothing where there were none. */
export function dimensionFields(visits: readonly Cells[], actions: readonly Cells[], dimensions: readonly NamedDimension[]): Cells {
  const told = { ...valuesIn("action", actions, dimensions), ...valuesIn("visit", visits, dimensions) };
  return Object.keys(told).length > 0 ? { customDimensions: told } : {};
}

function valuesIn(scope: "action" | "visit", rows: readonly Cells[], dimensions: readonly NamedDimension[]): Cells {
  const own = dimensions.filter((dimension) => dimension.scope === scope);
  const met = rows.flatMap((row) =>
    own.flatMap(({ id, name }) => textsOf([row], (cells) => cells[`dimension${id}`]).map((value) => ({ name, value }))),
  );
  const names = [...new Set(met.map(({ name }) => name))];
  const valuesOf = (name: string) => mostFirst(countEach(met.filter((each) => each.name === name).map(({ value }) => value)));
  const told = names.map((name) => ({ name, values: valuesOf(name).map(([value, count]) => ({ value, count })) }));
  return told.length > 0 ? { [scope]: told } : {};
}

/** The texts that rows have; empty ones and those that are missing are left out. */
function textsOf(rows: readonly Cells[], textOf: (row: Cells) => Value | undefined): readonly string[] {
  return rows.map(textOf).filter((text): text is string => typeof text === "string" && text !== "");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What is empty is told as a list. */
function orList(cells: Cells): Value {
  return Object.keys(cells).length > 0 ? cells : [];
}
