import { notAllowed } from "../../base/errors.ts";
import { decodeEntities } from "../../base/html.ts";
import { integer, list, oneOf, text } from "../../catalog/params.ts";
import { firstPeriod, type Query } from "../../catalog/query.ts";
import { custom, type Report, type ReportContext, report } from "../../catalog/report.ts";
import type { Answer, Cells } from "../../catalog/table.ts";
import type { Sql } from "../../db/sql.ts";
import { shortPeriodName } from "../../reporting/period-name.ts";
import { withoutPrefix } from "../actions/dimensions.ts";
import { type Page, rowsFor } from "./page.ts";
import { type Countable, countRanked, type Ranked, sumOf, toldOf } from "./ranked.ts";
import { entriesByReferrer, referrersOf } from "./referrers.ts";
import { followingSteps, parts, previousSteps } from "./steps.ts";

/** Labels of each list that are told one by one where the request does not say. */
const usualLimit = 5;

const sections = ["all", "internalReferrers", "followingActions", "externalReferrers"] as const;

/** Transitions to and from a page, as far as the parameter `parts` asks for them. Throws notAllowed where nobody viewed the page. */
async function tellTransitions(page: Page, query: Query, context: ReportContext): Promise<Answer> {
  const asked = (query.params.parts ?? ["all"]) as readonly string[];
  const wants = (section: (typeof sections)[number]) => asked.includes("all") || asked.includes(section);
  const count = (countable: Countable) => countRanked(countable, Number(query.params.limitBeforeGrouping) || usualLimit, query, context);
  const actions = (where: Sql) => rowsFor(query, context, "actions", where);
  const visits = (where: Sql) => rowsFor(query, context, "visits", where);
  const [previous, following, entries] = await Promise.all([
    wants("internalReferrers") ? count(previousSteps(page, actions)) : undefined,
    wants("followingActions") ? count(followingSteps(page, !wants("internalReferrers"), actions)) : undefined,
    wants("externalReferrers") ? count(entriesByReferrer(page, visits)) : undefined,
  ]);
  const referrers = entries && referrersOf(entries);
  const pageMetrics = {
    ...(previous && viewsOf(previous, page)),
    ...(referrers && { entries: referrers.entries }),
    ...(asked.includes("all") && previous && following && { exits: exitsOf(previous, following) }),
  };
  const value = {
    date: shortPeriodName(firstPeriod(query), query.language),
    ...(previous && listsOf([parts.previousPages, parts.previousSearches], previous)),
    ...(Object.keys(pageMetrics).length > 0 && { pageMetrics }),
    ...(following && listsOf([parts.followingPages, parts.followingSearches, parts.outlinks, parts.downloads], following)),
    ...(referrers && { referrers: referrers.referrers }),
  };
  return { kind: "data", value };
}

function listsOf(names: readonly string[], all: readonly Ranked[]): Cells {
  return Object.fromEntries(names.map((name) => [name, toldOf(name, all)]));
}

function viewsOf(previous: readonly Ranked[], { by, stored }: Page): Cells {
  const pageviews = previous.reduce((sum, { number }) => sum + number, 0);
  if (pageviews === 0) throw notAllowed(`Nobody viewed the page of the ${by} '${stored}' in that period: there is nothing to tell of it.`);
  return { loops: sumOf([parts.loops], previous), pageviews };
}

/** Views after which neither another page nor a search came; downloads and outlinks lead out. */
function exitsOf(previous: readonly Ranked[], following: readonly Ranked[]): number {
  const stayed = sumOf([parts.followingPages, parts.followingSearches], following) + sumOf([parts.loops], previous);
  return previous.reduce((sum, { number }) => sum + number, 0) - stayed;
}

const limitBeforeGrouping = integer(0).or(0);
const shared = { singly: true, metrics: [] } as const;

const pageByUrl = (url: unknown): Page => ({ by: "url", stored: withoutPrefix(String(url).trim()) });
const pageByTitle = (title: unknown): Page => ({ by: "title", stored: decodeEntities(String(title).trim()) });

export const getTransitionsForAction = report({
  ...shared,
  method: "Transitions.getTransitionsForAction",
  name: "Transitions",
  docs: "What visitors did before and after they viewed a page, known by its address or its title, and what brought those who entered there.",
  rows: custom((query, context) => {
    const { actionName, actionType } = query.params;
    return tellTransitions(actionType === "title" ? pageByTitle(actionName) : pageByUrl(actionName), query, context);
  }),
  params: { actionName: text(), actionType: oneOf("url", "title"), limitBeforeGrouping, parts: list(oneOf(...sections)).or(["all"]) },
});

export const getTransitionsForPageUrl = report({
  ...shared,
  method: "Transitions.getTransitionsForPageUrl",
  name: "Transitions of a page address",
  docs: "What visitors did before and after they viewed a page, known by its address, and what brought those who entered there.",
  rows: custom((query, context) => tellTransitions(pageByUrl(query.params.pageUrl), query, context)),
  params: { pageUrl: text(), limitBeforeGrouping },
});

export const getTransitionsForPageTitle = report({
  ...shared,
  method: "Transitions.getTransitionsForPageTitle",
  name: "Transitions of a page title",
  docs: "What visitors did before and after they viewed a page, known by its title, and what brought those who entered there.",
  rows: custom((query, context) => tellTransitions(pageByTitle(query.params.pageTitle), query, context)),
  params: { pageTitle: text(), limitBeforeGrouping },
});

export const reports: readonly Report[] = [getTransitionsForAction, getTransitionsForPageUrl, getTransitionsForPageTitle];
