import { type Metric, metric } from "../../catalog/metric.ts";
import { sql } from "../../db/sql.ts";
import { quotient } from "../../reporting/rounding.ts";

const isShown = sql`content_interaction = ''`;

/** NOTE matomo: visits and visitors count once for each content that differs in name, piece or target. */
const kind = sql`content_name, content_piece, content_target`;

/** Figures over contents that were shown, and over what was done with them. */
export const contentFigures: readonly Metric[] = [
  metric({
    id: "nb_uniq_visitors",
    name: "Unique visitors",
    docs: "How many different visitors it was shown to on the day.",
    unit: "count",
    sql: sql`uniqExactIf((visitor, ${kind}), ${isShown})`,
    span: "oneDay",
  }),
  metric({
    id: "nb_visits",
    name: "Visits",
    docs: "How many visits it was shown in.",
    unit: "count",
    sql: sql`uniqExactIf((day, visit, ${kind}), ${isShown})`,
  }),
  metric({ id: "nb_impressions", name: "Impressions", docs: "How often it was shown.", unit: "count", sql: sql`countIf(${isShown})` }),
  metric({
    id: "nb_interactions",
    name: "Content Interactions",
    docs: "How often something was done with it.",
    unit: "count",
    sql: sql`countIf(NOT (${isShown}))`,
  }),
  metric({
    id: "sum_daily_nb_uniq_visitors",
    name: "Unique visitors (daily sum)",
    docs: "The different visitors of each day, added up.",
    unit: "count",
    sql: sql`uniqExactIf((day, visitor, ${kind}), ${isShown})`,
    span: "severalDays",
  }),
  metric({
    id: "interaction_rate",
    name: "Interaction Rate",
    docs: "How often something was done with it for each time that it was shown.",
    unit: "percent",
    needs: ["nb_interactions", "nb_impressions"],
    compute: (row) => quotient(Number(row.nb_interactions), Number(row.nb_impressions), 4),
  }),
];
