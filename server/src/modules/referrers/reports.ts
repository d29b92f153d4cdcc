import type { Report } from "../../catalog/report.ts";
import { overviewReports } from "./overview.ts";
import { getAIAssistants, getCampaigns, getKeywords, getSearchEngines, getSocials, getWebsites, reportsBelow } from "./pair-reports.ts";
import { getAll, getReferrerType } from "./types.ts";

export const reports: readonly Report[] = [
  ...overviewReports,
  getReferrerType,
  getAll,
  getKeywords,
  getSearchEngines,
  getWebsites,
  getCampaigns,
  getSocials,
  getAIAssistants,
  ...reportsBelow,
];
