import { type Metric, metric } from "../../catalog/metric.ts";
import { sql } from "../../db/sql.ts";
import { quotient, round } from "../../reporting/rounding.ts";

/** NOTE matomo: visits and visitors count once for each event that differs in category, action or name. */
const kind = sql`event_category, event_action, event_name`;

/** Figures over events. */
export const eventFigures: readonly Metric[] = [
  metric({
    id: "nb_uniq_visitors",
    name: "Unique visitors",
    docs: "How many different visitors the event happened to on the day.",
    unit: "count",
    sql: sql`uniqExact(visitor, ${kind})`,
    span: "oneDay",
  }),
  metric({
    id: "nb_visits",
    name: "Visits",
    docs: "How many visits the event happened in.",
    unit: "count",
    sql: sql`uniqExact(day, visit, ${kind})`,
  }),
  metric({ id: "nb_events", name: "Events", docs: "How often the event happened.", unit: "count", sql: sql`count()` }),
  metric({
    id: "nb_events_with_value",
    name: "Events with a value",
    docs: "How often it came with a value.",
    unit: "count",
    sql: sql`count(event_value)`,
  }),
  metric({
    id: "sum_event_value",
    name: "Event value",
    docs: "All those values together.",
    unit: "number",
    sql: sql`sum(ifNull(event_value, 0))`,
  }),
  metric({
    id: "min_event_value",
    name: "Minimum Event value",
    docs: "The least of those values.",
    unit: "number",
    sql: sql`min(event_value)`,
    merge: "min",
    nullable: true,
  }),
  metric({
    id: "max_event_value",
    name: "Maximum Event value",
    docs: "The greatest of those values.",
    unit: "number",
    sql: sql`max(event_value)`,
    merge: "max",
    nullable: true,
  }),
  metric({
    id: "sum_daily_nb_uniq_visitors",
    name: "Unique visitors (daily sum)",
    docs: "The different visitors of each day, added up.",
    unit: "count",
    sql: sql`uniqExact(day, visitor, ${kind})`,
    span: "severalDays",
  }),
];

export const averageValue = metric({
  id: "avg_event_value",
  name: "The average of all values for this event",
  docs: "What the values come to on average.",
  unit: "number",
  needs: ["sum_event_value", "nb_events_with_value"],
  compute: (row) => quotient(round(Number(row.sum_event_value), 2), Number(row.nb_events_with_value), 2),
});
