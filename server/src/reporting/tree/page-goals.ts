import { addDays, type Day } from "../../base/dates.ts";
import { groupBy } from "../../base/group-by.ts";
import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TreeGoals, TreeMet, TreeRows } from "../../catalog/tree.ts";
import { join, name, nothing, type Sql, sql, trusted } from "../../db/sql.ts";
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
 * Reads that, of the pages that were met and of those by which visits were entered: in one statement where that needs no visits, and else
 * `atOnce`, for one is planned in less time than two. Over many days two take less, and the second is asked only where there are
 * conversions.
 */
export async function readPageGoals(
  goals: TreeGoals,
  atOnce: boolean,
  placement: Placement,
  query: Query,
  context: ReportContext,
): Promise<PageGoals> {
  const { of } = placesOf(query);
  const scope = scopeOf(query, context);
  const ask = async (statement: Sql): Promise<readonly GoalRow[]> => {
    const rows = await context.warehouse.query<ToldRow>(statement, laneFor(query));
    return rows.map((row) => Object.assign(row, of(row)));
  };
  const isCounted = areCounted(goals, placement, query);
  const withEntries = atOnce || isCounted;
  const askMet = async (met: TreeMet, knowAll = true): Promise<readonly GoalRow[]> => {
    const rows = await ask(metStatement(goals, met, { knowAll, withEntries }, placement, query, scope));
    return knowAll && rows.some(({ unknown }) => unknown) ? askMet(met, false) : rows;
  };
  const askEntries = () => ask(entriesStatement(goals.entered, placement, query, scope));
  const first = goals.met ? await askMet(goals.met) : await askEntries();
  const rows = goals.met && !withEntries && first.length > 0 ? [...first, ...(await askEntries())] : first;
  const itself = groupBy(
    rows.filter(({ place }) => place === conversionItself),
    ({ site, period }) => `${site} ${period}`,
  );
  return {
    rows: rows.filter(({ place }) => place !== conversionItself).map(unmarked),
    withRates: isCounted ? withCountedRates : noPageGoals.withRates,
    conversionsOf: (site, firstDay) => new Map(itself.get(`${site} ${firstDay}`)?.map(({ goal, met }) => [goal, met ?? 0])),
  };
}

/** A row as it is read. */
interface GoalRow extends PageGoalRow {
  /** How many conversions do not know which pages were met before them. */
  readonly unknown: number;
  /** What conversions brought in, rounded not for each visit but for each page and day. */
  readonly revenue: number;
}

type ToldRow = PlacedRow & Omit<GoalRow, keyof PlacedRow>;

/** What a row tells of a page that was met, it tells of visits that were entered where the page has the mark. */
function unmarked(row: GoalRow): PageGoalRow {
  if (!row.place.startsWith(mark)) return row;
  const { site, period, place, goal, met, revenue, entered_rate = null, entered_revenue_each = null } = row;
  return {
    site,
    period,
    place: place.slice(mark.length),
    goal,
    entered: met ?? 0,
    entered_revenue: revenue,
    entered_rate,
    entered_revenue_each,
  };
}

/**
 * Whether it is counted for other figures how many visits began with each page: where each place is a single page and each period a day. What is
 * worked out for every page and day, and added up from there, is what is told then.
 */
function areCounted({ met, entered, entries }: TreeGoals, { isDeep }: Placement, { periods }: Query): boolean {
  const arePages = entered.path === undefined || isDeep;
  return met !== undefined && entries !== undefined && arePages && periods.every(({ from, to }) => from === to);
}

/** Stands before a page by which the visit was entered, where it stands among those that were met. No page has that character. */
const mark = "\0";

/** Stands among the pages for the conversion itself, so that all conversions are counted with them. */
const conversionItself = mark;

/** Of a statement: whether conversions know all pages that were met before them, and whether entries stand among these. */
interface Manner {
  readonly knowAll: boolean;
  readonly withEntries: boolean;
}

/**
 * Conversions themselves, and pages seen before them: each view of a page counts each later conversion of its visit. Entries are added up like
 * these, under the mark.
 * NOTE matomo: of how many pages were seen before, the most of any one visit of a day stands for the page and the day; figures are rounded for
 * each visit, half to even, before they are added up, and revenue is known to single precision.
 */
function metStatement(goals: TreeGoals, met: TreeMet, manner: Manner, placement: Placement, query: Query, scope: Scope): Sql {
  const { columns, names } = placesOf(query);
  const { entered } = goals;
  const entry = sql`if(goal >= 0 AND (${entered.where}), concat(${mark}, ${pathIn(entered)}), ${met.unnamed})`;
  const listed = sql`arrayJoin(arrayConcat([${conversionItself}${manner.withEntries ? sql`, ${entry}` : nothing}], ${met.listed}))`;
  const { page, source } = manner.knowAll
    ? { page: listed, source: bareRowsOf("conversions", scope) }
    : withPagesOfActions(met, listed, scope);
  const byVisit = sql`SELECT ${join([...columns, sql`day, goal, ${page} AS page, ${figuresOfVisit}`])} FROM ${source} GROUP BY ${join([...names, sql`day, visit, goal, page`])} HAVING ${pagesIn(placement, met)}`;
  if (areCounted(goals, placement, query))
    return sql`SELECT ${join([...names, sql`page AS place, goal`, ...addedUp("visit_", "", "max")])} FROM (${byVisit}) GROUP BY ${join([...names, sql`place, goal`])}`;

  // Nothing is put before the pages of visits, which are many: what is marked loses its mark, and what is not gets one.
  const turned = sql`if(startsWith(page, ${mark}), substring(page, 2), concat(${mark}, page))`;
  const byDay = sql`SELECT ${join([...names, pageOfDay(query, turned), sql`any(page) AS day_page, goal`, ...addedUp("visit_", "day_", "max")])} FROM (${byVisit}) GROUP BY ${join([...names, sql`page_of_day, goal`])}`;
  const place = sql`if(day_page = ${conversionItself}, day_page, ${placeOf(placement, entered, sql`day_page`)}) AS place`;
  const figures = [place, sql`goal`, ...addedUp("day_", "", "sum"), ...(manner.withEntries ? [rates(sql`day_met`, sql`day_revenue`)] : [])];
  const beside = manner.withEntries ? besideEntries(entered, placement, query, scope) : nothing;
  return sql`SELECT ${join([...names, ...figures])} FROM (${byDay}) AS pages${beside} GROUP BY ${join([...names, sql`place, goal`])}`;
}

/** The pages by which visits with conversions were entered: conversions by goal, beside all visits that began with the page on that day. */
function entriesStatement(entered: TreeRows, placement: Placement, query: Query, scope: Scope): Sql {
  const { columns, names } = placesOf(query);
  const path = pathIn(entered);
  const rows = bareRowsOf("conversions", scope, sql`goal >= 0 AND ${rowsIn(placement, entered)}`);
  const byDay = sql`SELECT ${join([...columns, sql`goal`, pageOfDay(query, path)])}, any(${path}) AS day_page, count() AS number, round(sum(ifNull(revenue, 0)), 2) AS earned FROM ${rows} GROUP BY ${join([...names, sql`page_of_day, goal`])}`;
  const place = sql`${placeOf(placement, entered, sql`day_page`)} AS place`;
  const figures = sql`sum(number) AS entered, sum(earned) AS entered_revenue, ${rates(sql`number`, sql`earned`)}`;
  return sql`SELECT ${join([...names, place, sql`goal`, figures])} FROM (${byDay}) AS pages${besideEntries(entered, placement, query, scope)} GROUP BY ${join([...names, sql`place, goal`])}`;
}

/** Pages of a day meet by a hash of both, which is far quicker than by themselves. */
function pageOfDay({ sites }: Query, page: Sql): Sql {
  return sql`cityHash64(${join([...(sites.length === 1 ? [] : [sql`site`]), sql`day`, page])}) AS page_of_day`;
}

/** Puts beside pages of days how many visits began with them. */
function besideEntries(entered: TreeRows, placement: Placement, query: Query, scope: Scope): Sql {
  const entries = sql`SELECT ${pageOfDay(query, pathIn(entered))}, count() AS entries FROM ${bareRowsOf("visits", scope, rowsIn(placement, entered))} GROUP BY page_of_day`;
  return sql` LEFT JOIN (${entries}) AS entries_of_day USING page_of_day`;
}

/**
 * What conversions are, and bring in, for each visit that began with the page. NOTE matomo: that is worked out for each page and day, and added
 * up over the days and over the pages of a folder.
 */
function rates(number: Sql, earned: Sql): Sql {
  const each = (figure: Sql) => sql`sum(if(entries > 0, ${rounded(sql`${figure} / entries`, partsOfRates)}, NULL))`;
  return sql`${each(number)} AS entered_rate, ${each(earned)} AS entered_revenue_each`;
}

function pathIn({ leaf, path = leaf }: TreeRows): Sql {
  return path;
}

/** Whether a page counts, marked or not, or is the conversion itself. */
function pagesIn(placement: Placement, { action, unnamed }: TreeMet): Sql {
  const page = sql`trim(LEADING ${mark} FROM page)`;
  const rows: TreeRows = { leaf: page, ...(action.path && { path: page }), where: sql`page <> ${unnamed}` };
  return sql`page = ${conversionItself} OR (${rowsIn(placement, rows)})`;
}

const share = sql`1 / nullIf(pageviews_before, 0)`;

/** What the conversions of one visit and goal tell of a page. */
const figuresOfVisit = sql`count() AS visit_met, sum(ifNull(revenue, 0)) AS visit_revenue, round(sum(ifNull(revenue, 0)), 2) AS visit_met_revenue, argMin(pageviews_before, (time, slot)) AS visit_pages_before, sum(round(${share}, 4)) AS visit_attributed, round(sum(toFloat64(toFloat32(revenue)) * ${share}), 2) AS visit_attributed_revenue, sum(met_known = 0) AS visit_unknown`;

const addedFigures = ["met", "met_revenue", "attributed", "attributed_revenue", "unknown"];

/** Those figures of one level of a statement, out of the level below: their names differ by what stands before them. */
function addedUp(below: string, here: string, pagesBefore: "max" | "sum"): readonly Sql[] {
  const column = (level: string, figure: string) => name(level + figure);
  return [
    ...addedFigures.map((figure) => sql`sum(${column(below, figure)}) AS ${column(here, figure)}`),
    sql`${trusted(pagesBefore)}(${column(below, "pages_before")}) AS ${column(here, "pages_before")}`,
    sql`round(sum(${column(below, "revenue")}), 2) AS ${column(here, "revenue")}`,
  ];
}

/** The rows of conversions as they are, and those of pages that they do not know: these are looked for among all actions. */
function withPagesOfActions({ action, unnamed }: TreeMet, pages: Sql, scope: Scope): { readonly page: Sql; readonly source: Sql } {
  const ofConversion = sql`site, day, visit, goal, time, slot, revenue, pageviews_before`;
  const listed = sql`SELECT ${ofConversion}, met_known, ${pages} AS page FROM ${bareRowsOf("conversions", scope)}`;
  const seen = sql`SELECT visit AS seen_visit, time AS seen_time, ${pathIn(action)} AS page FROM ${bareRowsOf("actions", dayWider(scope), sql`${action.where} AND page <> ${unnamed}`)}`;
  const unknown = sql`SELECT ${ofConversion} FROM ${bareRowsOf("conversions", scope, sql`met_known = 0`)}`;
  const looked = sql`SELECT ${ofConversion}, 1 AS met_known, page FROM (${seen}) AS seen INNER JOIN (${unknown}) AS converted ON visit = seen_visit WHERE seen_time <= time`;
  return { page: sql`page`, source: sql`(${listed} UNION ALL ${looked})` };
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
