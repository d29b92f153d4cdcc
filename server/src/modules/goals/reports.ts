import type { Report } from "../../catalog/report.ts";
import { itemReports } from "./items.ts";
import { overviewReports } from "./overview.ts";
import { untilConversionReports } from "./until-conversion.ts";

export const reports: readonly Report[] = [...overviewReports, ...untilConversionReports, ...itemReports];
