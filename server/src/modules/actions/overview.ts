import type { ActionKind } from "../../catalog/hit.ts";
import { type Metric, metric } from "../../catalog/metric.ts";
import { report, totals } from "../../catalog/report.ts";
import { sql } from "../../db/sql.ts";
import { columnParams } from "../../reporting/columns.ts";
import { actionTypes } from "./action-types.ts";

export const get = report({
  method: "Actions.get",
  name: "Actions - Main metrics",
  docs: "How many pages were viewed, files downloaded, links followed, and searches made within the site.",
  place: ["Actions", "", 1],
  listing: {
    metrics: [
      "nb_pageviews",
      "nb_uniq_pageviews",
      "nb_downloads",
      "nb_uniq_downloads",
      "nb_outlinks",
      "nb_uniq_outlinks",
      "nb_searches",
      "nb_keywords",
    ],
    processed: ["avg_time_generation"],
  },
  rows: totals({ table: "actions" }),
  metrics: [
    ...counts("pageview", "pageviews", "Pageviews"),
    ...counts("download", "downloads", "Downloads"),
    ...counts("outlink", "outlinks", "Outlinks"),
    count("nb_searches", "Searches", "How many searches there were within the site.", "search"),
    metric({
      id: "nb_keywords",
      name: "Unique Keywords",
      docs: "How many different keywords were searched for within the site.",
      unit: "count",
      sql: sql`uniqExactIf(name, type = ${actionTypes.search})`,
    }),
  ],
  params: columnParams,
});

/** How many actions of a kind there were, and the same counting each address once in a visit's day. */
function counts(kind: ActionKind, things: string, name: string): readonly Metric[] {
  return [
    count(`nb_${things}`, name, `How many ${things} there were.`, kind),
    metric({
      id: `nb_uniq_${things}`,
      name: `Unique ${name}`,
      docs: `How many ${things} there were, those of one address in one visit counted once.`,
      unit: "count",
      sql: sql`sumIf(first_of_url, type = ${actionTypes[kind]})`,
    }),
  ];
}

function count(id: string, name: string, docs: string, kind: ActionKind): Metric {
  return metric({ id, name, docs, unit: "count", sql: sql`countIf(type = ${actionTypes[kind]})` });
}
