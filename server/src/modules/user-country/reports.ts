import { byValue, type Report, report } from "../../catalog/report.ts";
import { visitMetrics, visitRatios } from "../../reporting/visit-metrics.ts";
import { country } from "./dimensions.ts";

export const getCountry = report({
  method: "UserCountry.getCountry",
  name: "Country",
  docs: "The countries that visitors were in.",
  place: ["Visitors", "Locations", 5],
  rows: byValue(country, { metadata: (code) => ({ code, logoHeight: 16 }) }),
  metrics: visitMetrics,
  processed: visitRatios,
  goals: true,
});

export const reports: readonly Report[] = [getCountry];
