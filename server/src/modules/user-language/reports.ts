import { byValue, type Report, report } from "../../catalog/report.ts";
import { visitMetrics, visitRatios } from "../../reporting/visit-metrics.ts";
import { language, languageCode } from "./dimensions.ts";
import { languageSegment, reportedCode, reportedLanguage } from "./labels.ts";

export const getLanguage = report({
  method: "UserLanguage.getLanguage",
  name: "Web-browser language",
  docs: "The languages that visitors' browsers ask for, whatever the country they are spoken in.",
  place: ["Visitors", "Locations", 8],
  listing: { related: ["UserLanguage.getLanguageCode"] },
  comparesAlone: "rows",
  rows: byValue(language, { countAs: reportedLanguage, segment: languageSegment }),
  metrics: visitMetrics,
  processed: visitRatios,
});

export const getLanguageCode = report({
  method: "UserLanguage.getLanguageCode",
  name: "Language code",
  docs: "The languages that visitors' browsers ask for, each with the country it is spoken in.",
  place: ["Visitors", "Locations", 11],
  listing: { related: ["UserLanguage.getLanguage"] },
  comparesAlone: "rows",
  rows: byValue(languageCode, { countAs: reportedCode }),
  metrics: visitMetrics,
  processed: visitRatios,
});

export const reports: readonly Report[] = [getLanguage, getLanguageCode];
