import { notAllowed } from "../../base/errors.ts";
import { naturalOrder } from "../../base/natural-order.ts";
import type { ReferrerType } from "../../catalog/hit.ts";
import type { Metric } from "../../catalog/metric.ts";
import { text } from "../../catalog/params.ts";
import { firstPeriod, type Query } from "../../catalog/query.ts";
import { referrerTypeOf } from "../../catalog/referrer-type.ts";
import { byValue, custom, type Report, type ReportContext, report } from "../../catalog/report.ts";
import type { Answer, Row, Table } from "../../catalog/table.ts";
import { name, sql } from "../../db/sql.ts";
import { isMap, mapTables } from "../../reporting/answers.ts";
import { chosenMetrics, neededMetrics } from "../../reporting/figures.ts";
import { readGoalSums } from "../../reporting/goal-columns.ts";
import { runReport } from "../../reporting/run.ts";
import { finishRow, shownRows } from "../../reporting/shown-rows.ts";
import { readSums, type Sums } from "../../reporting/sums.ts";
import { visitsOf } from "../../reporting/value-rows.ts";
import { visitRatios } from "../../reporting/visit-metrics.ts";
import { referrerKeyword, referrerName, referrerType } from "./dimensions.ts";
import { referrerMetrics } from "./metrics.ts";
import { getAIAssistants, getCampaigns, getKeywords, getSocials, getWebsites } from "./pair-reports.ts";
import { cameBy } from "./pairs.ts";

/** The report that stands below a type; a direct entry has nothing below. */
const reportsOf: Readonly<Partial<Record<ReferrerType, Report>>> = {
  search: getKeywords,
  website: getWebsites,
  campaign: getCampaigns,
  social: getSocials,
  ai: getAIAssistants,
};

/** What a visit counts for in the report below its type. */
const referrer = sql`if(${cameBy("search")}, ${name(referrerKeyword.column!.name)}, ${name(referrerName.column!.name)})`;

const byType = report({
  method: "Referrers.getReferrerType",
  name: "Channel Type",
  docs: "How visitors came: directly, or led by search engines, websites, campaigns, social networks or assistants.",
  place: ["Referrers", "All Channels", 1],
  listing: { dimension: "Channel Type", constantRows: true, graphsOverTime: true },
  rows: byValue(referrerType, { metadata: (number) => ({ referrer_type: Number(number) }) }),
  metrics: referrerMetrics,
  processed: visitRatios,
  goals: true,
});

/** Numbers of types are those of their subtables too. */
export const getReferrerType = report({
  ...byType,
  rows: custom(runTypes),
  params: { typeReferrer: text().or("") },
});

export const getAll = report({
  method: "Referrers.getAll",
  name: "All Channels",
  docs: "Keywords, websites, campaigns, social networks and assistants in one list.",
  place: ["Referrers", "All Channels", 2],
  listing: { dimension: "Referrer", graphsOverTime: false },
  rows: custom(runAll),
  metrics: referrerMetrics.map(addedUp),
  processed: visitRatios,
  goalsByName: true,
});

/** NOTE matomo: where this list is truncated, even greatest values are added up. */
function addedUp(metric: Metric): Metric {
  return { ...metric, merge: "sum" };
}

async function runTypes(query: Query, context: ReportContext): Promise<Answer> {
  if (query.severalSites) throw notAllowed("Channel types of several websites at once are not supported: ask for one idSite at a time.");
  const below = query.subtable === undefined ? undefined : reportOf(query.subtable);
  if (below) return mapTables(await runReport(below, { ...query, expand: false }, context), withoutSubtables);
  const answer = await runReport(byType, query, context);
  const wanted = String(query.params.typeReferrer ?? "");
  const isWanted = (row: Row) => wanted === "" || wanted === String(typeNumber(row));
  // NOTE matomo: several periods do not expand.
  const tables = query.expand && !query.severalPeriods ? await tablesBelow(query, context) : new Map<number, Table>();
  return mapTables(answer, ({ rows }) => ({
    kind: "table",
    rows: rows
      .filter(isWanted)
      .toSorted(byVisits)
      .map((row) => withSubtable(row, tables)),
  }));
}

async function runAll(query: Query, context: ReportContext): Promise<Answer> {
  if (isMap(query)) throw notAllowed("A list over several websites or dates is not supported: ask for one idSite and one date at a time.");
  const tables = await tablesBelow(query, context);
  const rows = [...tables].flatMap(([number, table]) =>
    table.rows.map((row) => ({ ...row, metadata: { ...row.metadata, referer_type: number } })),
  );
  return { kind: "table", rows: rows.toSorted(byVisits) };
}

/**
 * The tables below all types of one period and one site, by their numbers, those of most visits first: read together, for one statement for
 * each would take several times as long.
 * NOTE matomo: their rows come by label.
 */
async function tablesBelow(query: Query, context: ReportContext): Promise<ReadonlyMap<number, Table>> {
  const period = firstPeriod(query);
  const chosen = chosenMetrics(referrerMetrics, period);
  const figures = { chosen, metrics: neededMetrics(chosen, referrerMetrics) };
  const by = { type: name(referrerType.column!.name), referrer };
  const [sumsOf, goalsOf] = await Promise.all([
    readSums(query, { table: "visits", by, metrics: figures.metrics }, context),
    readGoalSums(query, by, context),
  ]);
  const [sums, goals] = [sumsOf, goalsOf].map((of) => query.sites.flatMap(({ id }) => of(id, period)));
  const ofType = (number: number, all: readonly Sums[] = []) => all.filter(({ by: { type } }) => Number(type) === number);
  const visitsOfType = (number: number) => visitsOf(ofType(number, sums));
  const numbers = [...new Set([...(sums ?? []), ...(goals ?? [])].map(({ by: { type } }) => Number(type)))];
  return new Map(
    numbers
      .sort((one, other) => visitsOfType(other) - visitsOfType(one))
      .flatMap((number) => {
        const pair = reportOf(number)?.rows;
        if (pair?.shape !== "pair") return [];
        const show = (query.flat && pair.showFlat?.parent) || pair.show;
        const shown = shownRows({ sums: ofType(number, sums), goals: ofType(number, goals) }, referrerOf, (one) => show(referrerOf(one)));
        const rows = shown.map((row) => finishRow(row, figures)).sort(byLabel);
        return [[number, { kind: "table", rows }] as const];
      }),
  );
}

function referrerOf({ by }: Sums): string {
  return String(by.referrer);
}

function reportOf(number: number): Report | undefined {
  const type = referrerTypeOf(number);
  return type && reportsOf[type];
}

function withSubtable(row: Row, tables: ReadonlyMap<number, Table>): Row {
  const id = typeNumber(row);
  if (!reportOf(id)) return row;
  const table = tables.get(id);
  return { ...row, subtable: { id, ...(table && { table }) } };
}

function withoutSubtables({ rows }: Table): Table {
  return { kind: "table", rows: rows.map(({ subtable: _, ...row }) => row) };
}

function typeNumber({ metadata }: Row): number {
  return Number(metadata?.referrer_type);
}

function byVisits(one: Row, other: Row): number {
  return Number(other.columns.nb_visits ?? 0) - Number(one.columns.nb_visits ?? 0) || byLabel(one, other);
}

function byLabel(one: Row, other: Row): number {
  return naturalOrder(String(one.columns.label), String(other.columns.label));
}
