import type { Metric } from "../../catalog/metric.ts";
import { type Report, report, totals } from "../../catalog/report.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { columnParams } from "../../reporting/columns.ts";
import { visitTotals } from "../../reporting/visit-metrics.ts";

/** A part of all visits, with the names of its figures. Those without a name show their id, as clients know them. */
interface Part {
  readonly suffix: string;
  readonly visits: Sql;
  readonly names: Readonly<Record<string, string>>;
}

const newVisits: Part = {
  suffix: "_new",
  visits: sql`visitor_returning = 0`,
  names: {
    nb_uniq_visitors: "Unique new visitors",
    nb_users: "New Users",
    nb_visits: "New Visits",
    nb_actions: "Actions by New Visits",
    bounce_rate: "Bounce Rate for New Visits",
    nb_actions_per_visit: "Avg. Actions per New Visit",
    avg_time_on_site: "Avg. Duration of a New Visit (in sec)",
  },
};

const returningVisits: Part = {
  suffix: "_returning",
  visits: sql`visitor_returning > 0`,
  names: {
    nb_uniq_visitors: "Unique returning visitors",
    nb_users: "Returning Users",
    nb_visits: "Returning Visits",
    nb_actions: "Actions by Returning Visits",
    nb_visits_converted: "Number of converted returning visits",
    bounce_count: "Bounce Count for Returning Visits",
    sum_visit_length: "Total time spent by returning visitors (in seconds)",
    max_actions: "Maximum actions in one returning visit",
    bounce_rate: "Bounce Rate for Returning Visits",
    nb_actions_per_visit: "Avg. Actions per Returning Visit",
    avg_time_on_site: "Avg. Duration of a Returning Visit (in sec)",
  },
};

/** The metric over a part of all visits: it reads, and is told with, the figures of that part. */
function ofPart(metric: Metric, { suffix, visits, names }: Part): Metric {
  const { id, sql: aggregate, compute, needs } = metric;
  return {
    ...metric,
    id: `${id}${suffix}`,
    name: names[id] ?? `${id}${suffix}`,
    about: `nb_visits${suffix}`,
    ...(aggregate && { sql: sql`${aggregate} FILTER (WHERE ${visits})` }),
    ...(needs && { needs: needs.map((need) => `${need}${suffix}`) }),
    ...(compute && {
      compute: (row) => compute(Object.fromEntries((needs ?? []).map((need) => [need, row[`${need}${suffix}`] ?? 0]))),
    }),
  };
}

export const get = report({
  method: "VisitFrequency.get",
  name: "Returning Visits",
  docs: "The visits summary twice: for visits of people who came for the first time, and of those who had been there before.",
  place: ["Actions", "Engagement", 40],
  listing: {
    metrics: [
      "nb_visits_returning",
      "nb_actions_returning",
      "nb_uniq_visitors_returning",
      "nb_users_returning",
      "max_actions_returning",
      "nb_visits_new",
      "nb_actions_new",
      "nb_uniq_visitors_new",
      "nb_users_new",
      "max_actions_new",
    ],
    processed: [
      "avg_time_on_site_returning",
      "nb_actions_per_visit_returning",
      "bounce_rate_returning",
      "avg_time_on_site_new",
      "nb_actions_per_visit_new",
      "bounce_rate_new",
    ],
  },
  rows: totals({ periodKey: "period" }),
  metrics: [newVisits, returningVisits].flatMap((part) => visitTotals.map((metric) => ofPart(metric, part))),
  params: columnParams,
});

export const reports: readonly Report[] = [get];
