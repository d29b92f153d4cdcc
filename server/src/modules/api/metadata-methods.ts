import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, site, sites, structure, text } from "../../catalog/params.ts";
import type { Report } from "../../catalog/report.ts";
import type { Cells } from "../../catalog/table.ts";
import { glossaryOfFigures, glossaryOfReports } from "../../derive/glossary.ts";
import { actionOf, moduleOf } from "../../derive/listed-report.ts";
import { findListed, listReports } from "./report-lists.ts";

const dates = { period: text().or(""), date: text().or(""), hideMetricsDoc: flag().or(false), showSubtableReports: flag().or(false) };

/** What names one report: its method, and which of those that a site defines. */
export const reportParams = {
  apiModule: text(),
  apiAction: text(),
  apiParameters: structure().or({}),
  idGoal: text().or(""),
  idDimension: text().or(""),
};

/** What tells about reports; `reports` are all there are. */
export function metadataMethods(reports: readonly Report[]): readonly Method[] {
  return [getReportMetadata(reports), getMetadata(reports), getGlossaryReports(reports), getGlossaryMetrics(reports)];
}

/** NOTE matomo: the list is cut where the request does not say otherwise. */
const mostReports = 100;

function getReportMetadata(reports: readonly Report[]): Method {
  return method({
    method: "API.getReportMetadata",
    docs: "Lists the reports of a website with their figures; of one module or action with apiModule and apiAction.",
    access: "someView",
    params: { idSites: sites().or([]), idSite: integer(1).optional(), ...dates, apiModule: text().or(""), apiAction: text().or("") },
    run: async ({ params, inquiry, ...context }) => {
      const first = params.idSites === "all" ? undefined : params.idSites[0];
      const list = await listReports(reports, { ...params, site: params.idSite ?? first }, { ...context, ...(inquiry && { inquiry }) });
      const isAsked = (name: string, asked: string) => asked === "" || asked === name;
      return list.reports
        .filter(({ listing }) => !listing.hidden && (params.showSubtableReports || !listing.isBelow))
        .filter(({ report }) => isAsked(moduleOf(report), params.apiModule) && isAsked(actionOf(report), params.apiAction))
        .slice(0, inquiry?.params.filter_limit === undefined ? mostReports : undefined)
        .map(list.tell);
    },
  });
}

function getMetadata(reports: readonly Report[]): Method {
  return method({
    method: "API.getMetadata",
    docs: "Tells of one report of a website: its figures, its dimension, and what it can be asked for.",
    access: { role: "view", site: "idSite" },
    params: { idSite: site(), ...reportParams, ...dates },
    run: async ({ params, ...context }) => {
      const list = await listReports(reports, { ...params, site: params.idSite }, context);
      const found = findListed(list.reports, `${params.apiModule}.${params.apiAction}`, parametersOf(params));
      const isTold = found && (params.showSubtableReports || !found.listing.isBelow);
      return isTold ? [withoutVisitors(list.tell(found), params.period)] : false;
    },
  });
}

/** Which of the reports of one method is meant. */
export function parametersOf(params: {
  readonly apiParameters: unknown;
  readonly idGoal: string;
  readonly idDimension: string;
}): Readonly<Record<string, string>> {
  const { apiParameters, idGoal, idDimension } = params;
  const given = typeof apiParameters === "object" && apiParameters !== null ? Object.entries(apiParameters) : [];
  return {
    ...Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
    ...(idGoal !== "" && idGoal !== "0" && { idGoal }),
    ...(idDimension !== "" && idDimension !== "0" && { idDimension }),
  };
}

/** NOTE matomo: figures of visitors are listed for single days only, but for the overview of visits. */
export function withoutVisitors(metadata: Cells, period: string): Cells {
  const isOverview = metadata.module === "VisitsSummary" && metadata.action === "get";
  if (period === "" || period === "day" || isOverview) return metadata;
  const metrics = Object.entries((metadata.metrics ?? {}) as Cells).filter(([id]) => id !== "nb_uniq_visitors" && id !== "nb_users");
  return { ...metadata, metrics: Object.fromEntries(metrics) };
}

const noDates = { period: "", date: "", hideMetricsDoc: false };

function getGlossaryReports(reports: readonly Report[]): Method {
  return method({
    method: "API.getGlossaryReports",
    docs: "Lists the reports of a website by name, with a word about each.",
    access: { role: "view", site: "idSite" },
    params: { idSite: site() },
    run: async ({ params, ...context }) => {
      const list = await listReports(reports, { ...noDates, site: params.idSite }, context);
      return glossaryOfReports(list.reports.filter(isListed).map(list.tell));
    },
  });
}

function getGlossaryMetrics(reports: readonly Report[]): Method {
  return method({
    method: "API.getGlossaryMetrics",
    docs: "Lists the figures of all reports of a website by name, with a word about each.",
    access: { role: "view", site: "idSite" },
    params: { idSite: site() },
    run: async ({ params, ...context }) => {
      const list = await listReports(reports, { ...noDates, site: params.idSite }, context);
      return glossaryOfFigures(list.reports.filter(isListed).map(list.tell));
    },
  });
}

function isListed({ listing }: { readonly listing: { readonly hidden?: boolean; readonly isBelow?: boolean } }): boolean {
  return !listing.hidden && !listing.isBelow;
}
