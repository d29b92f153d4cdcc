import { firstLanguage, languageName } from "../../base/languages.ts";
import { dimension } from "../../catalog/dimension.ts";
import { languageCodeLabel, reportedCode } from "./labels.ts";

/** The first language of the browser, `en-us`. */
export const languageCode = dimension({
  id: "languageCode",
  name: "Language",
  plural: "Languages",
  column: { table: "visits", name: "language", type: "LowCardinality(String)" },
  fill: ({ hit }) => firstLanguage(hit.language),
  segment: { name: "languageCode", category: "Visitor location", accepts: "a code such as de, en-gb or zh-cn" },
  label: languageCodeLabel,
  segmentValue: reportedCode,
});

/** The same column, as a language without a country. */
export const language = dimension({
  id: "language",
  name: "Language",
  plural: "Languages",
  column: languageCode.column!,
  label: languageName,
});

export const dimensions = [languageCode, language] as const;
