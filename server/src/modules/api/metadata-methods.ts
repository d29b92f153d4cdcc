import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, site, sites, text } from "../../catalog/params.ts";
import type { Report } from "../../catalog/report.ts";
import { glossaryOfFigures, glossaryOfReports } from "../../derive/glossary.ts";
import { actionOf, moduleOf } from "../../derive/listed-report.ts";
import { parametersOf, reportParams } from "../../derive/report-choice.ts";
import { findListed, listReports, tellFor } from "../../derive/report-lists.ts";

const dates = { period: text().or(""), date: text().or(""), hideMetricsDoc: flag().or(false), showSubtableReports: flag().or(false) };

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
      return isTold ? [tellFor(params.period, list, found)] : false;
    },
  });
}

/** Lists of reports that are about no dates. */
export const noDates = { period: "", date: "", hideMetricsDoc: false };

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
