import { byValue, byValues, type Report, report } from "../../catalog/report.ts";
import { sql } from "../../db/sql.ts";
import { visitMetrics, visitRatios } from "../../reporting/visit-metrics.ts";
import { browser, operatingSystem } from "../devices-detection/dimensions.ts";
import { resolution } from "./dimensions.ts";

export const getResolution = report({
  method: "Resolution.getResolution",
  name: "Screen Resolution",
  docs: "The sizes of visitors' screens, in pixels.",
  place: ["Visitors", "Devices", 8],
  listing: { related: ["Resolution.getConfiguration"] },
  comparesAlone: "rows",
  // NOTE matomo: what is too short to be a resolution is left out.
  rows: byValue(resolution, { among: sql`length(resolution) > 5` }),
  metrics: visitMetrics,
  processed: visitRatios,
});

export const getConfiguration = report({
  method: "Resolution.getConfiguration",
  name: "Configurations",
  docs: "What visitors use together: operating system, browser and size of the screen.",
  place: ["Visitors", "Software", 7],
  listing: { dimension: "Configuration", related: ["Resolution.getResolution"] },
  rows: byValues([operatingSystem, browser, resolution], {
    label: (system, code, size, language) => [operatingSystem.label!(system, language), browser.label!(code, language), size].join(" / "),
    logo: () => undefined,
    segment: () => undefined,
  }),
  metrics: visitMetrics,
  processed: visitRatios,
});

export const reports: readonly Report[] = [getResolution, getConfiguration];
