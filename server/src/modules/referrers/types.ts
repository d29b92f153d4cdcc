import type { ReferrerType } from "../../catalog/hit.ts";
import { text } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import { referrerTypeOf } from "../../catalog/referrer-type.ts";
import { byValue, custom, type Report, type ReportContext, report } from "../../catalog/report.ts";
import type { Answer, Row, Table } from "../../catalog/table.ts";
import { mapTables } from "../../reporting/answers.ts";
import { runReport } from "../../reporting/run.ts";
import { compareText } from "../../reporting/value-rows.ts";
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
  rows: custom(runAll),
  metrics: referrerMetrics,
  processed: visitRatios,
  singly: true,
});

async function runTypes(query: Query, context: ReportContext): Promise<Answer> {
  const below = query.subtable === undefined ? undefined : reportOf(query.subtable);
  if (below) return mapTables(await runReport(below, { ...query, expand: false }, context), withoutSubtables);
  const answer = await runReport(byType, query, context);
  const wanted = String(query.params.typeReferrer ?? "");
  const isWanted = (row: Row) => wanted === "" || wanted === String(typeNumber(row));
  // NOTE matomo: several periods do not expand.
  const tables = query.expand && !query.severalPeriods ? await tablesBelow(answer, query, context) : new Map<number, Table>();
  return mapTables(answer, ({ rows }) => ({ kind: "table", rows: rows.filter(isWanted).map((row) => withSubtable(row, tables)) }));
}

async function runAll(query: Query, context: ReportContext): Promise<Answer> {
  const tables = await tablesBelow(await runReport(byType, query, context), query, context);
  const rows = [...tables].flatMap(([number, table]) =>
    table.rows.map((row) => ({ ...row, metadata: { ...row.metadata, referer_type: number } })),
  );
  const visitsOf = ({ columns }: Row) => Number(columns.nb_visits ?? 0);
  return { kind: "table", rows: rows.toSorted((one, other) => visitsOf(other) - visitsOf(one) || byLabel(one, other)) };
}

/**
 * The tables below the rows of an answer about one period and one site, by the number of their type.
 * NOTE matomo: their rows come by label, and have a number of visits even where they have conversions only.
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
    const counted = rows.map((row) => ({ ...row, columns: { ...row.columns, nb_visits: row.columns.nb_visits ?? 0 } }));
    return [number, { kind: "table", rows: counted }] as const;
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

function byLabel(one: Row, other: Row): number {
  return compareText(String(one.columns.label), String(other.columns.label));
}
