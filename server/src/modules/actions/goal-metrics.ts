import type { Metric } from "../../catalog/metric.ts";

/** What reports of pages tell of goals, besides how often they were reached. */
export const pageGoalMetrics: readonly Metric[] = [
  {
    id: "nb_conversions_attrib",
    name: "Conversions",
    docs: "Conversions, each shared out among the pages seen before it.",
    unit: "number",
  },
  { id: "revenue_attrib", name: "Revenue", docs: "What those conversions brought in, shared out likewise.", unit: "money" },
  {
    id: "nb_conversions_page_rate",
    name: "Viewed before conversion rate",
    docs: "The share of all conversions before which the page was seen.",
    unit: "percent",
  },
];

/** What reports of entry pages tell of goals. */
export const entryGoalMetrics: readonly Metric[] = [
  { id: "nb_conversions_entry", name: "Conversions", docs: "Conversions in visits that began here.", unit: "number" },
  { id: "revenue_entry", name: "Revenue", docs: "What those conversions brought in.", unit: "money" },
  { id: "revenue_per_entry", name: "Revenue per Entry", docs: "The same for each visit that began here.", unit: "number" },
  {
    id: "nb_conversions_entry_rate",
    name: "Conversion Rate",
    docs: "Conversions for each visit that began here.",
    unit: "percent",
  },
];
