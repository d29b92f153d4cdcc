import { notAllowed } from "../base/errors.ts";
import type { Listing } from "../catalog/listing.ts";
import type { Inquired, Inquiry, MethodContext } from "../catalog/method.ts";
import type { Metric } from "../catalog/metric.ts";
import type { Params, Raw } from "../catalog/params.ts";
import type { Query } from "../catalog/query.ts";
import type { Report } from "../catalog/report.ts";
import type { Answer, Cells, Table } from "../catalog/table.ts";
import { goalEvolution } from "./goal-evolution.ts";
import { parametersOf, type ReportChoice } from "./report-choice.ts";
import { listReports, type ReportList, requireListed, tellFor } from "./report-lists.ts";
import type { TablesByPeriod } from "./row-evolution.ts";

/** A report that is asked for by what lists of reports tell of it. */
export interface Choice extends ReportChoice {
  readonly idSite: number;
  readonly period: string;
  readonly date: string;
  readonly hideMetricsDoc: boolean;
  /** Which goals an evolution tells of in the place of the report's own figures; see `GoalsAsked`. */
  readonly goals?: string | undefined;
}

export type AskContext = Pick<MethodContext<Params>, "records" | "caller" | "clock" | "baseUrl"> & { readonly inquiry: Inquiry };

/** A report as lists of reports tell of it. */
export interface ToldReport {
  readonly listing: Listing;
  /** Whether it is the one row of all modules' figures. */
  readonly ofAllModules: boolean;
  /** The figures that it declares. */
  readonly figures: readonly Metric[];
  /** What lists of reports tell of it. */
  readonly metadata: Cells;
}

/** Finds the report, and what is told of it; `reports` are all there are. Throws notAllowed where the site has none such. */
export async function tellReport(
  reports: readonly Report[],
  choice: Choice,
  context: AskContext,
): Promise<ToldReport & Pick<ReportList, "site" | "say">> {
  const list = await listReports(reports, { ...choice, site: choice.idSite }, context);
  const listed = requireListed(list.reports, methodOf(choice), parametersOf(choice), choice.idSite);
  const { site, say } = list;
  const ofAllModules = listed.report.listing?.metrics === "all";
  return {
    listing: listed.listing,
    ofAllModules,
    figures: listed.report.metrics,
    metadata: tellFor(choice.period, list, listed),
    site,
    say,
  };
}

export function methodOf({ apiModule, apiAction }: Choice): string {
  return `${apiModule}.${apiAction}`;
}

export interface AskedReport extends Inquired, ToldReport {
  /** Whether ratios of visits were added to what the report tells by itself. */
  readonly withRatios: boolean;
}

/** Asks for a report as `API.getProcessedReport` does, with further parameters where there are some. `reports` are all there are. */
export async function askReport(
  reports: readonly Report[],
  choice: Choice,
  context: AskContext,
  further: Inquiry["params"] = {},
): Promise<AskedReport> {
  const told = await tellReport(reports, choice, context);
  const ratios = addedRatios(told);
  const named = { ...parametersOf(choice), ...ratios, ...further, method: methodOf(choice) };
  const asked = await context.inquiry.ask({ ...asReport(context.inquiry.params), ...named });
  const { listing, ofAllModules, figures, metadata } = told;
  return { ...asked, listing, ofAllModules, figures, metadata, withRatios: Object.keys(ratios).length > 0 };
}

/** The parameters of the call without those that are about the call itself. */
function asReport({ format: _, method: __, apiModule: ___, apiAction: ____, apiParameters: _____, ...rest }: Inquiry["params"]) {
  return rest;
}

/** NOTE matomo: ratios of visits are added to reports of visits; rows without visits go where their number may vary. */
function addedRatios({ listing, metadata }: ToldReport): Readonly<Record<string, string>> {
  const ofVisits = (metadata.metrics as Cells | undefined)?.nb_visits !== undefined && metadata.processedMetrics !== undefined;
  if (!ofVisits || listing.ownRatios) return {};
  return { filter_add_columns_when_show_all_columns: listing.constantRows ? "0" : "1" };
}

export interface AskedEvolution {
  readonly query: Query;
  /** What its rows are by. */
  readonly dimension: string;
  /** Names of its figures by their ids. */
  readonly metrics: Readonly<Record<string, string>>;
  readonly tables: TablesByPeriod;
}

/**
 * Asks for the rows of a report over several periods, for those of some labels or for all, as `API.getRowEvolution` does. Throws
 * notAllowed for a report of one row, and for a single period.
 */
export async function askEvolution(
  reports: readonly Report[],
  choice: Choice,
  labels: readonly string[],
  context: AskContext,
  further: Inquiry["params"] = {},
): Promise<AskedEvolution> {
  const { metadata, site, say } = await tellReport(reports, choice, context);
  const { dimension } = metadata;
  if (typeof dimension !== "string")
    throw notAllowed(`The report ${methodOf(choice)} has no rows by a dimension whose evolution could be told.`);
  const figures = namesIn({ ...(metadata.metrics as Cells | undefined), ...(metadata.processedMetrics as Cells | undefined) });
  const ofGoals = choice.goals === undefined ? undefined : goalEvolution(figures, { asked: choice.goals, site, say });
  const { format: _, column: __, filter_limit: ___, ...rest } = context.inquiry.params;
  const asked = {
    ...rest,
    ...parametersOf(choice),
    ...(figures.nb_visits !== undefined && { filter_add_columns_when_show_all_columns: "0" }),
    method: methodOf(choice),
    period: choice.period,
    filter_limit: "-1",
    ...(labels.length > 1 && { labelFilterAddLabelIndex: "1" }),
    ...ofGoals?.params,
    ...further,
  };
  const { query, answer } = await context.inquiry.ask(asked, { labelsAlone: true });
  if (!query.severalPeriods || answer.kind !== "map")
    throw notAllowed("The evolution of a row needs several periods: give a date such as last7, or two dates with a comma.");
  return {
    query,
    dimension,
    metrics: ofGoals?.metrics ?? figures,
    tables: answer.entries.map(([label, each]): TablesByPeriod[number] => [label, tableOf(each)]),
  };
}

function namesIn(cells: Cells): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(cells).map(([id, title]) => [id, String(title)]));
}

function tableOf(answer: Answer): Table {
  return answer.kind === "table" ? answer : { kind: "table", rows: [] };
}

/** Labels that a request names: one text with commas, or a list; each once, unless they stand for lines of a comparison. */
export function labelsIn(raw: Raw | undefined, { repeated = false } = {}): readonly string[] {
  const all = raw === undefined ? [] : typeof raw === "string" ? raw.split(",") : Object.values(raw);
  const labels = all.filter((label): label is string => typeof label === "string" && label !== "");
  return (repeated ? labels : [...new Set(labels)]).map((label) => label.replaceAll("&gt;", ">"));
}
