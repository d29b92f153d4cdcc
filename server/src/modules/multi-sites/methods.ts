import { addDays, addMonths, type Day } from "../../base/dates.ts";
import { notSeveral } from "../../base/errors.ts";
import { countText, moneyText, percentText } from "../../base/number-text.ts";
import { type Method, method } from "../../catalog/method.ts";
import { integer, oneOf, text } from "../../catalog/params.ts";
import { firstPeriod, type Period, type Query } from "../../catalog/query.ts";
import type { Answer, Cells, Value } from "../../catalog/table.ts";
import { readDay } from "../../reporting/day.ts";
import { periodBefore } from "../../reporting/period.ts";
import { round } from "../../reporting/rounding.ts";
import { countLines, inGroups, pageOf, search, sortLines } from "./groups.ts";
import { getAll } from "./reports.ts";

/** Lines of a page where the request does not say. */
const usualLines = 100;

const getAllWithGroups = method({
  method: "MultiSites.getAllWithGroups",
  docs: "Lists all websites, those of a group below it, with their figures as people read them, and the totals of all.",
  access: "someView",
  params: {
    period: text(),
    date: text(),
    segment: text().or(""),
    pattern: text().or(""),
    filter_limit: integer(-1).or(0),
    filter_offset: integer(0).or(0),
    filter_sort_column: text().or("nb_visits"),
    filter_sort_order: oneOf("asc", "desc").or("desc"),
  },
  run: async ({ params, inquiry }) => {
    if (!inquiry) throw new Error("a list of websites needs a way to ask for them");
    const { language, segment } = inquiry.params;
    const { query, whole } = await inquiry.ask({
      method: getAll.method,
      period: params.period,
      date: params.date,
      enhanced: "1",
      ...(segment !== undefined && { segment }),
      ...(language !== undefined && { language }),
    });
    if (query.severalPeriods) throw notSeveral("MultiSites.getAllWithGroups");
    const sites = cellsOf(whole);
    const lines = search(inGroups(sites), params.pattern);
    const sorted = sortLines(lines, { column: params.filter_sort_column, rising: params.filter_sort_order === "asc" });
    const page = pageOf(sorted, params.filter_offset, params.filter_limit || usualLines);
    return {
      numSites: countLines(lines),
      totals: { ...readable(totalsOf(sites), "", query.language), nb_visits_lastdate: sum(sites, "previous_nb_visits") },
      lastDate: dateBefore(query, params.date),
      sites: page.map((cells) => readable(cells, String(cells.currencySymbol ?? ""), query.language)),
    };
  },
});

export const methods: readonly Method[] = [getAllWithGroups];

function cellsOf(answer: Answer): readonly Cells[] {
  return answer.kind === "table" ? answer.rows.map(({ columns, metadata }) => ({ ...columns, ...metadata })) : [];
}

function totalsOf(sites: readonly Cells[]): Cells {
  return Object.fromEntries(["nb_pageviews", "nb_visits", "nb_actions", "revenue"].map((column) => [column, sum(sites, column)]));
}

function sum(sites: readonly Cells[], column: string): number {
  return round(
    sites.reduce((total, site) => total + Number(site[column] ?? 0), 0),
    2,
  );
}

const counts = ["nb_visits", "nb_actions", "nb_pageviews"];

/** NOTE matomo: what the list shows is text, and what is only told with it are numbers. */
function readable(cells: Cells, sign: string, language: string | undefined): Cells {
  const told = (column: string, value: Value) => {
    if (typeof value !== "number") return value;
    if (counts.includes(column)) return countText(value, language);
    if (column === "revenue") return moneyText(value, sign);
    return column.endsWith("_evolution") ? percentText(value, language) : value;
  };
  return Object.fromEntries(Object.entries(cells).map(([column, value]) => [column, told(column, value)]));
}

/** The day that the period before is told of by: as far back as the period is long; of a range, the range before. */
function dateBefore(query: Query, date: string): string {
  const period = firstPeriod(query);
  const day = readDay(date, query.today ?? period.to) ?? period.from;
  return period.kind === "range" ? periodBefore(period).label : steps[period.kind](day);
}

const steps: Readonly<Record<Exclude<Period["kind"], "range">, (day: Day) => Day>> = {
  day: (day) => addDays(day, -1),
  week: (day) => addDays(day, -7),
  month: (day) => addMonths(day, -1),
  year: (day) => addMonths(day, -12),
};
