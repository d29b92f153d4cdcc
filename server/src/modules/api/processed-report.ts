import { type Inquiry, type Method, method } from "../../catalog/method.ts";
import { flag, integer, site, text } from "../../catalog/params.ts";
import { firstPeriod, type Query } from "../../catalog/query.ts";
import type { Report } from "../../catalog/report.ts";
import type { Answer, Cells, Value } from "../../catalog/table.ts";
import { requireSite } from "../../db/sites.ts";
import { type AskedReport, askReport } from "../../derive/ask-report.ts";
import { processedColumns } from "../../derive/processed-columns.ts";
import { type ProcessedManner, processTable } from "../../derive/processed-table.ts";
import { reportParams } from "../../derive/report-choice.ts";
import { addTotals, totalsOf } from "../../derive/report-totals.ts";
import { periodText } from "../../reporting/period-text.ts";

/** A report with everything that is needed to show it; `reports` are all there are. */
export function getProcessedReport(reports: readonly Report[]): Method {
  return method({
    method: "API.getProcessedReport",
    docs: "Answers a report together with what it is called, the titles of its columns, and its figures as people read them.",
    access: { role: "view", site: "idSite" },
    params: {
      idSite: site(),
      period: text(),
      date: text(),
      ...reportParams,
      segment: text().or(""),
      language: text().or(""),
      showTimer: flag().or(true),
      hideMetricsDoc: flag().or(false),
      idSubtable: integer(0).optional(),
      showRawMetrics: flag().or(false),
      format_metrics: text().or(""),
    },
    run: async ({ params, inquiry, ...context }) => {
      if (!inquiry) throw new Error("a processed report needs a way to ask for the report");
      const began = context.clock.now();
      const asked = await askReport(reports, params, { ...context, inquiry });
      const { metadata } = asked;
      const { currency, name: website } = await requireSite(context.records, params.idSite);
      const { columns, metadata: told } = processedColumns(metadata, await withUsers(asked, inquiry), asked.listing);
      const manner: ProcessedManner = {
        columns,
        hasLabels: metadata.dimension !== undefined,
        keepsAll: params.showRawMetrics,
        pretty: params.format_metrics === "" || params.format_metrics === "bc",
        currency,
      };
      return {
        website,
        prettyDate: wholeText(asked.query),
        metadata: told,
        columns,
        ...processed(asked, manner),
        ...(params.showTimer && { timerMillis: String(context.clock.now() - began) }),
      };
    },
  });
}

/** The answer, with the number of users where it is listed and yet told only if it is asked for by name: over long periods. */
async function withUsers({ whole, listing, query, metadata }: AskedReport, inquiry: Inquiry): Promise<Answer> {
  const isLong = query.periods.some(({ kind }) => kind === "year" || kind === "range");
  if (!listing.listsVisitors || !isLong) return whole;
  const method = `${metadata.module}.${metadata.action}`;
  return (await inquiry.ask({ ...inquiry.params, format: "", method, columns: "nb_users" })).whole;
}

function processed({ query, answer, whole, ...totalling }: AskedReport, manner: ProcessedManner): Cells {
  if (answer.kind !== "map") {
    const { figures, metadata } = processTable(answer, manner);
    return { reportData: figures, reportMetadata: metadata, reportTotal: orList(totalsOf(whole, answer, totalling)) };
  }
  const told = answer.entries.map(([, each], index) => [textAt(query, index), processTable(each, manner)] as const);
  const totals = whole.kind === "map" ? whole.entries.map(([, each], index) => totalsOf(each, answer.entries[index]![1], totalling)) : [];
  return {
    reportData: Object.fromEntries(told.map(([date, { figures }]) => [date, figures])),
    reportMetadata: Object.fromEntries(told.map(([date, { metadata }]) => [date, metadata])),
    reportTotal: orList(addTotals(totals)),
  };
}

/** What is empty is told as a list. */
function orList(cells: Cells): Value {
  return Object.keys(cells).length === 0 ? [] : cells;
}

function textAt({ periods, language }: Query, index: number): string {
  const period = periods[index];
  return period ? periodText(period, language) : "";
}

/** All periods in words. */
function wholeText(query: Query): string {
  const first = firstPeriod(query);
  const last = query.periods.at(-1) ?? first;
  return periodText(query.severalPeriods ? { kind: "range", from: first.from, to: last.to } : first, query.language);
}
