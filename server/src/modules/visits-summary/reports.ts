import { durationInWords } from "../../base/duration.ts";
import type { Metric } from "../../catalog/metric.ts";
import { custom, type Report, report, totals } from "../../catalog/report.ts";
import { mapSingles } from "../../reporting/answers.ts";
import { columnParams } from "../../reporting/columns.ts";
import { runReport } from "../../reporting/run.ts";
import {
  actions,
  bounces,
  mostActions,
  uniqueVisitors,
  users,
  visitLength,
  visits,
  visitsConverted,
  visitTotals,
} from "../../reporting/visit-metrics.ts";

export const get = report({
  method: "VisitsSummary.get",
  name: "Visits Summary",
  docs: "How many visits there were, by how many visitors, and what they came to: actions, bounces, conversions and time spent.",
  place: ["Visitors", "Overview", 1],
  listing: {
    metrics: ["nb_uniq_visitors", "nb_visits", "nb_users", "nb_actions", "max_actions"],
    processed: ["bounce_rate", "nb_actions_per_visit", "avg_time_on_site"],
    visitorsUpToMonth: true,
    listsVisitors: true,
  },
  rows: totals(),
  metrics: visitTotals,
  params: columnParams,
});

/** A method that answers one figure of the summary, over any period. */
function figure(action: string, { span: _, ...metric }: Metric): Report {
  return report({
    method: `VisitsSummary.${action}`,
    name: metric.name,
    docs: metric.docs ?? metric.name,
    rows: totals(),
    metrics: [metric],
  });
}

const getSumVisitsLength = figure("getSumVisitsLength", visitLength);

const getSumVisitsLengthPretty = report({
  ...getSumVisitsLength,
  method: "VisitsSummary.getSumVisitsLengthPretty",
  docs: "The length of all visits together, in words.",
  rows: custom(async (query, context) =>
    mapSingles(await runReport(getSumVisitsLength, query, context), (columns) => ({
      ...columns,
      [visitLength.id]: durationInWords(Number(columns[visitLength.id])),
    })),
  ),
});

export const reports: readonly Report[] = [
  get,
  figure("getVisits", visits),
  figure("getUniqueVisitors", uniqueVisitors),
  figure("getUsers", users),
  figure("getActions", actions),
  figure("getMaxActions", mostActions),
  figure("getBounceCount", bounces),
  figure("getVisitsConverted", visitsConverted),
  getSumVisitsLength,
  getSumVisitsLengthPretty,
];
