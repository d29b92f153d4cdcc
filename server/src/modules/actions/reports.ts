import type { Report } from "../../catalog/report.ts";
import { linkReports } from "./link-reports.ts";
import { get } from "./overview.ts";
import { pageReports } from "./page-reports.ts";
import { searchReports } from "./search-reports.ts";

export const reports: readonly Report[] = [get, ...pageReports, ...linkReports, ...searchReports];
