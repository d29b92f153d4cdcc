import { addDays, type Day } from "../../base/dates.ts";
import { groupBy } from "../../base/group-by.ts";
import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreeGoals, TreeMet, TreeRows } from "../../catalog/tree.ts";
import { join, name, type Sql, sql, trusted } from "../../db/sql.ts";
import { bareRowsOf, type Scope, scopeOf } from "../source.ts";
import { laneFor, type PlacedRow, placesOf } from "../sums.ts";
import type { PageGoalSums } from "./page-goal-sums.ts";
import { type Placement, placeOf, rowsIn } from "./placement.ts";

export interface PageGoalRow extends Partial<PageGoalSums> {
  readonly site: number;
  readonly period: string;
  readonly place: string;
  readonly goal: number;
}

/** How many visits of the period began with the page at a place. */
export type EntriesOf = (place: Pick<PageGoalRow, "site" | "period" | "place">) => number;

/** What the pages of a tree have to do with conversions. */
export interface PageGoals {
  /** By place and goal. */
  readonly rows: readonly PageGoalRow[];
  /** The same row with its rates: they are worked out last where it is counted for other figures how many visits began with each page. */
  readonly withRates: (row: PageGoalRow, entriesOf: EntriesOf) => PageGoalRow;
  /** All conversions of a site in the period that begins on that day, by goal. */
  readonly conversionsOf: (site: number, firstDay: Day) => ReadonlyMap<number, number>;
}

export const noPageGoals: PageGoals = { rows: [], withRates: (row) => row, conversionsOf: () => new Map() };

/**
 * Reads that: in one statement where places are pages of days, and else in two, `atOnce` side by side, or the second only where there are
 * conversions at all.
 */
export async function readPageGoals(
  { met, entered, entries }: TreeGoals,
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
    return rows.some(isUnknown) ? ask(metStatement(of, false, placement, query, context)) : rows;
  };
  const askEntered = () => ask(enteredStatement(entered, placement, query, context));

  if (!met) return { ...noPageGoals, rows: await askEntered() };
  if (entries !== undefined && arePagesOfDays(placement, entered, query)) {
    const rows = await ask(statementOfDays(met, entered, placement, query, context));
    if (!rows.some(isUnknown)) return { ...pageGoalsOf(rows), withRates: withCountedRates };
  }
  const [told, early] = await Promise.all([askMet(met), atOnce ? askEntered() : undefined]);
  const found = pageGoalsOf(told);
  return told.length === 0 ? noPageGoals : { ...found, rows: [...found.rows, ...(early ?? (await askEntered()))] };
}

/** What pages have to do with conversions, and these themselves, out of the rows of a statement that tells both. */
function pageGoalsOf(rows: readonly MetRow[]): PageGoals {
  const byPeriod = groupBy(
    rows.filter(({ place }) => place === conversionItself),
    ({ site, period }) => `${site} ${period}`,
  );
  return {
    ...noPageGoals,
    rows: rows.filter(({ place }) => place !== conversionItself).map(unmarked),
    conversionsOf: (site, firstDay) => new Map(byPeriod.get(`${site} ${firstDay}`)?.map(({ goal, met }) => [goal, met ?? 0])),
  };
}

/** A row of an entry tells of that what others tell of pages that were met. */
function unmarked(row: MetRow): PageGoalRow {
  if (!row.place.startsWith(mark)) return row;
  const { site, period, place, goal, met, revenue } = row;
  return { site, period, place: place.slice(mark.length), goal, entered: met ?? 0, entered_revenue: revenue ?? 0 };
}

/**
 * Whether each place is a single page and each period a day. Figures that are worked out for every page and day, and added up from there, are
 * those of the places then.
 */
function arePagesOfDays({ isDeep }: Placement, { path }: TreeRows, { periods }: Query): boolean {
  return (path === undefined || isDeep) && periods.every(({ from, to }) => from === to);
}

/** A row that was read; it tells, too, how many conversions do not know which pages were met before them. */
interface MetRow extends PageGoalRow {
  readonly unknown?: number;
  /** What conversions brought in, not rounded for each visit. */
  readonly revenue?: number;
}

function isUnknown({ unknown }: MetRow): boolean {
  return Boolean(unknown);
}

type ToldRow = PlacedRow & Omit<MetRow, keyof PlacedRow>;

/** Stands before a page by which a visit was entered, where it stands among those that were met. No page has that character. */
const mark = "\0";

/** Stands among the pages for the conversion itself, so that all conversions are counted with them. */
const conversionItself = mark;

/**
 * Pages seen before conversions: each view of a page counts each later conversion of its visit.
 * NOTE matomo: of how many pages were seen before, the most of any one visit of a day stands for the page and the day; figures are
 * rounded for each visit, half to even, before they are added up, and revenue is known to single precision.
 */
function metStatement(met: TreeMet, knowAll: boolean, placement: Placement, query: Query, context: ReportContext): Sql {
  const scope = scopeOf(query, context);
  const { columns, names } = placesOf(query);
  const pages = knowAll ? listedPages(met, scope) : sql`${listedPages(met, scope)} UNION ALL ${pagesOfActions(met, scope)}`;
  const byVisit = sql`SELECT ${join([...columns, sql`day, goal, page, ${figuresOfVisit}`])} FROM (${pages}) WHERE ${metIn(placement, met, sql`page`)} GROUP BY ${join([...names, sql`day, visit, goal, page`])}`;
  const byDay = sql`SELECT ${join([...names, sql`page, goal`, ...addedUp("visit_", "day_", "max")])} FROM (${byVisit}) GROUP BY ${join([...names, sql`day, page, goal`])}`;
  const place = sql`if(page = ${conversionItself}, page, ${placeOf(placement, met.action, sql`page`)})`;
  return sql`SELECT ${join([...names, sql`${place} AS place, goal`, ...addedUp("day_", "", "sum")])} FROM (${byDay}) GROUP BY ${join([...names, sql`place, goal`])}`;
}

/** The same where places are pages of days, and with the entries of the visits among the pages. */
function statementOfDays(met: TreeMet, entered: TreeRows, placement: Placement, query: Query, context: ReportContext): Sql {
  const { columns, names } = placesOf(query);
  const entry = sql`if(goal >= 0 AND ${entered.where}, concat(${mark}, ${entered.path ?? entered.leaf}), ${met.unnamed})`;
  const page = sql`arrayJoin(arrayPushFront(${withItself(met)}, ${entry})) AS page`;
  const counts = metIn(placement, met, sql`trim(LEADING ${mark} FROM page)`);
  const byVisit = sql`SELECT ${join([...columns, sql`goal, ${page}, ${figuresOfVisit}, sum(ifNull(revenue, 0)) AS visit_revenue`])} FROM ${bareRowsOf("conversions", scopeOf(query, context))} GROUP BY ${join([...names, sql`visit, goal, page`])} HAVING ${counts}`;
  return sql`SELECT ${join([...names, sql`page AS place, goal`, ...addedUp("visit_", "", "max")])}, round(sum(visit_revenue), 2) AS revenue FROM (${byVisit}) GROUP BY ${join([...names, sql`place, goal`])}`;
}

/** The pages that count, `page` being what they are called; and conversions themselves. */
function metIn(placement: Placement, { action, unnamed }: TreeMet, page: Sql): Sql {
  const rows: TreeRows = { leaf: page, ...(action.path && { path: page }), where: sql`page <> ${unnamed}` };
  return sql`page = ${conversionItself} OR (${rowsIn(placement, rows)})`;
}

const share = sql`1 / nullIf(pageviews_before, 0)`;

/** What the conversions of one visit and goal tell of a page. */
const figuresOfVisit = sql`count() AS visit_met, round(sum(ifNull(revenue, 0)), 2) AS visit_met_revenue, argMin(pageviews_before, (time, slot)) AS visit_pages_before, sum(round(${share}, 4)) AS visit_attributed, round(sum(toFloat64(toFloat32(revenue)) * ${share}), 2) AS visit_attributed_revenue, sum(met_known = 0) AS visit_unknown`;

const figuresOfMet = ["met", "met_revenue", "pages_before", "attributed", "attributed_revenue", "unknown"];

/** Those figures of one level of a statement, out of the level below: their names differ by what stands before them. */
function addedUp(below: string, here: string, pagesBefore: "max" | "sum"): readonly Sql[] {
  return figuresOfMet.map((figure) => {
    const aggregate = trusted(figure === "pages_before" ? pagesBefore : "sum");
    return sql`${aggregate}(${name(below + figure)}) AS ${name(here + figure)}`;
  });
}

const ofConversion = sql`site, day, visit, goal, time, slot, revenue, pageviews_before`;

/** A row for each conversion itself, and one for each page that it says was met before it. */
function listedPages(met: TreeMet, scope: Scope): Sql {
  return sql`SELECT ${ofConversion}, met_known, arrayJoin(${withItself(met)}) AS page FROM ${bareRowsOf("conversions", scope)}`;
}

function withItself({ listed }: TreeMet): Sql {
  return sql`arrayPushFront(${listed}, ${conversionItself})`;
}

/** The pages of conversions that do not know: they are looked for among all actions. */
function pagesOfActions({ action: { leaf, path, where }, unnamed }: TreeMet, scope: Scope): Sql {
  const seen = sql`SELECT visit AS seen_visit, time AS seen_time, ${path ?? leaf} AS page FROM ${bareRowsOf("actions", dayWider(scope), sql`${where} AND page <> ${unnamed}`)}`;
  const converted = sql`SELECT ${ofConversion} FROM ${bareRowsOf("conversions", scope, sql`met_known = 0`)}`;
  return sql`SELECT ${ofConversion}, 1 AS met_known, page FROM (${seen}) AS seen INNER JOIN (${converted}) AS converted ON visit = seen_visit WHERE seen_time <= time`;
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
  const each = (figure: Sql) => sql`sum(if(entries > 0, ${rounded(sql`${figure} / entries`, partsOfRates)}, NULL))`;
  return sql`SELECT ${join([...names, sql`${placeOf(placement, entered, sql`page`)} AS place, goal`])}, sum(number) AS entered, sum(earned) AS entered_revenue, ${each(sql`number`)} AS entered_rate, ${each(sql`earned`)} AS entered_revenue_each FROM (${converted}) AS converted LEFT JOIN (${entries}) AS ofEntriesof_day USING page_of_day GROUP BY ${join([...names, sql`place, goal`])}`;
}

/** What rates are rounded to: so many parts of one. */
const partsOfRates = 1000;

function withCountedRates(row: PageGoalRow, entriesOf: EntriesOf): PageGoalRow {
  const { entered, entered_revenue: revenue } = row;
  if (typeof entered !== "number") return row;
  const entries = entriesOf(row);
  const each = (figure: number) => (entries > 0 ? Math.floor((figure / entries) * partsOfRates + 0.5) / partsOfRates : null);
  return { ...row, entered_rate: each(entered), entered_revenue_each: each(revenue ?? 0) };
}

/** Rounds half away from zero, to so many parts of one: the warehouse itself rounds half to even. */
function rounded(number: Sql, parts: number): Sql {
  return sql`floor(${number} * ${parts} + 0.5) / ${parts}`;
}

/** A conversion and the actions before it may stand on either side of midnight. Segments are about the conversions. */
function dayWider(scope: Scope): Scope {
  return { ...scope, from: addDays(scope.from, -1), to: addDays(scope.to, 1), segment: "" };
}
