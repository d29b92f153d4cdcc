import { localTime } from "../../base/dates.ts";
import { notAllowed, unknownThing } from "../../base/errors.ts";
import type { Inquiry, MethodContext } from "../../catalog/method.ts";
import type { Params } from "../../catalog/params.ts";
import type { Period } from "../../catalog/query.ts";
import type { Report } from "../../catalog/report.ts";
import type { Answer, Table } from "../../catalog/table.ts";
import { requireSite } from "../../db/sites.ts";
import { reportsFor } from "../../derive/list-reports.ts";
import { type ListedReport, uniqueIdOf } from "../../derive/listed-report.ts";
import { readSiteDefinitions } from "../../derive/site-definitions.ts";
import { parsePeriods, periodBefore } from "../../reporting/period.ts";
import type { VisitsByLabel } from "./changes.ts";
import type { Totals } from "./demands.ts";

/** What is compared: a report, in a period and in one some periods earlier. */
export interface Comparison {
  readonly idSite: number;
  readonly period: string;
  readonly date: string;
  readonly segment: string;
  readonly reportUniqueId: string;
  readonly comparedToXPeriods: number;
}

export interface Compared {
  readonly name: string;
  readonly now: VisitsByLabel;
  readonly before: VisitsByLabel;
  /** Visits of the site. */
  readonly totals: Totals;
  /** Visits that shares of the later period are of: those of the site, or of the report where these differ much. */
  readonly whole: number;
}

/** Rows that are compared; those of fewer visits are not looked at. */
const mostRows = "1000";

/** Asks for all that a comparison needs. Throws unknownThing for a report that there is not, and notAllowed for one without rows. */
export async function compareReport(
  declared: readonly Report[],
  asked: Comparison,
  { records, clock, inquiry }: Pick<MethodContext<Params>, "records" | "clock" | "inquiry">,
): Promise<Compared> {
  if (!inquiry) throw new Error("insights need a way to ask for reports");
  const site = await requireSite(records, asked.idSite);
  const report = reportsFor(declared, await readSiteDefinitions(records, site)).find((each) => uniqueIdOf(each) === asked.reportUniqueId);
  if (!report) throw unknownThing("report", asked.reportUniqueId);
  const today = localTime(Math.floor(clock.now() / 1000), site.timezone).day;
  const spans = { now: onlyPeriod(asked, today), before: earlierPeriod(asked, today) };
  const ask = (method: string, { kind, from, to }: Period, more = {}) =>
    inquiry.ask({
      method,
      idSite: String(site.id),
      period: kind,
      date: kind === "range" ? `${from},${to}` : from,
      ...(asked.segment !== "" && { segment: asked.segment }),
      ...(inquiry.params.language !== undefined && { language: inquiry.params.language }),
      ...more,
    });
  const rowsIn = async (span: Period) => visitsIn(await ask(report.report.method, span, paramsFor(report)), report);
  const allIn = async (span: Period) => numberIn((await ask("VisitsSummary.get", span)).whole);
  const [now, before, visitsNow, visitsBefore] = await Promise.all([
    rowsIn(spans.now),
    rowsIn(spans.before),
    allIn(spans.now),
    allIn(spans.before),
  ]);
  const differMuch = now.total > visitsNow || now.total * 2 < visitsNow;
  return {
    name: report.name,
    now: now.visits,
    before: before.visits,
    totals: { now: visitsNow, before: visitsBefore },
    whole: differMuch ? now.total : visitsNow,
  };
}

/** The one period that is asked for. Throws notAllowed where there are several. */
export function onlyPeriod({ period, date }: Pick<Comparison, "period" | "date">, today: string): Period {
  const { periods, several } = parsePeriods(period, date, today);
  const [only] = periods;
  if (several || !only) throw notAllowed("Insights compare one period with an earlier one: ask for a single date, or for a range.");
  return only;
}

function earlierPeriod(asked: Comparison, today: string): Period {
  return Array.from({ length: asked.comparedToXPeriods }).reduce<Period>(periodBefore, onlyPeriod(asked, today));
}

function paramsFor({ parameters = {} }: ListedReport): Readonly<Record<string, string>> {
  const own = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
  return { filter_limit: mostRows, showColumns: "nb_visits", ...own };
}

function visitsIn({ answer, whole }: Awaited<ReturnType<Inquiry["ask"]>>, { name }: ListedReport) {
  if (answer.kind !== "table" || whole.kind !== "table")
    throw notAllowed(`The report ${name} has no rows to compare: insights need a report with several rows.`);
  return { visits: new Map(rowsOf(answer)), total: rowsOf(whole).reduce((sum, [, visits]) => sum + visits, 0) };
}

function rowsOf({ rows }: Table): readonly (readonly [string, number])[] {
  return rows.map(({ columns }) => [String(columns.label), Number(columns.nb_visits ?? 0)]);
}

function numberIn(answer: Answer): number {
  return answer.kind === "single" ? Number(answer.columns.nb_visits ?? 0) : 0;
}
