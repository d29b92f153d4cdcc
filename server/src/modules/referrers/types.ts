import { notAllowed } from "../../base/errors.ts";
import { naturalOrder } from "../../base/natural-order.ts";
import type { ReferrerType } from "../../catalog/hit.ts";
import type { Metric } from "../../catalog/metric.ts";
import { text } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import { referrerTypeOf } from "../../catalog/referrer-type.ts";
import { byValue, custom, type Report, type ReportContext, report } from "../../catalog/report.ts";
import type { Answer, Row, Table } from "../../catalog/table.ts";
import { isMap, mapTables } from "../../reporting/answers.ts";
import { runReport } from "../../reporting/run.ts";
import { visitRatios } from "../../reporting/visit-metrics.ts";
import { referrerType } from "./dimensions.ts";
import { referrerMetrics } from "./metrics.ts";
import { getAIAssistants, getCampaigns, getKeywords, getSocials, getWebsites } from "./pair-reports.ts";

/** The report that stands below a type; a direct entry has nothing below. */
const reportsOf: Readonly<Partial<Record<ReferrerType, Report>>> = {
  search: getKeywords,
  website: getWebsites,
  campaign: getCampaigns,
  social: getSocials,
  ai: getAIAssistants,
};

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
  const tables = query.expand && !query.severalPeriods ? await tablesBelow(answer, query, context) : new Map<number, Table>();
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
  const tables = await tablesBelow(await runReport(byType, query, context), query, context);
  const rows = [...tables].flatMap(([number, table]) =>
    table.rows.map((row) => ({ ...row, metadata: { ...row.metadata, referer_type: number } })),
  );
  return { kind: "table", rows: rows.toSorted(byVisits) };
}

/**
 * The tables below the rows of an answer about one period and one site, by the number of their type.
 * NOTE matomo: their rows come by label.
 */
async function tablesBelow(answer: Answer, query: Query, context: ReportContext): Promise<ReadonlyMap<number, Table>> {
  const numbers = answer.kind === "table" ? answer.rows.map(typeNumber) : [];
  const reports = numbers.flatMap((number) => {
    const report = reportOf(number);
    return report ? [[number, report] as const] : [];
  });
  const tables = reports.map(async ([number, report]) => {
    const below = await runReport(report, { ...query, expand: false }, context);
    const rows = below.kind === "table" ? withoutSubtables(below).rows.toSorted(byLabel) : [];
    return [number, { kind: "table", rows }] as const;
  });
  return new Map<number, Table>(await Promise.all(tables));
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
