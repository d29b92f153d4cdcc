import { type Metric, metric } from "../catalog/metric.ts";
import { sql } from "../db/sql.ts";
import { quotient } from "./rounding.ts";

/** Figures over visits, shared by all reports that tell of visits. */

export const uniqueVisitors = metric({
  id: "nb_uniq_visitors",
  name: "Unique visitors",
  docs: "How many different visitors came. Whoever comes several times within the period counts once.",
  unit: "count",
  sql: sql`uniqExact(visitor)`,
  span: "upToMonth",
});

export const users = metric({
  id: "nb_users",
  name: "Users",
  docs: "How many different users were known by a User ID, which the site gives when somebody is logged in.",
  unit: "count",
  sql: sql`uniqExact(nullIf(user_id, ''))`,
  span: "upToMonth",
});

export const visits = metric({
  id: "nb_visits",
  name: "Visits",
  docs: "A visit begins with a visitor's first action, and again with the first one after a pause of more than half an hour.",
  unit: "count",
  sql: sql`count()`,
});

export const actions = metric({
  id: "nb_actions",
  name: "Actions",
  docs: "What visitors did: pages viewed, searches within the site, downloads, and links to other sites followed.",
  unit: "count",
  sql: sql`sum(total_actions)`,
});

export const visitsConverted = metric({
  id: "nb_visits_converted",
  name: "Visits with Conversions",
  docs: "Visits in which at least one goal was reached.",
  unit: "count",
  sql: sql`sum(goal_converted)`,
});

export const bounces = metric({
  id: "bounce_count",
  name: "Bounces",
  docs: "Visits of no more than one action.",
  unit: "count",
  sql: sql`sum(total_actions <= 1)`,
});

export const visitLength = metric({
  id: "sum_visit_length",
  name: "Total time spent by visitors (in seconds)",
  docs: "The length of all visits together.",
  unit: "seconds",
  sql: sql`sum(total_time)`,
});

export const mostActions = metric({
  id: "max_actions",
  name: "Maximum actions in one visit",
  docs: "The number of actions in the visit that had most of them.",
  unit: "count",
  sql: sql`max(total_actions)`,
  merge: "max",
});

export const bounceRate = metric({
  id: "bounce_rate",
  name: "Bounce Rate",
  docs: "The share of visits that ended with the page they began with.",
  unit: "percent",
  needs: ["bounce_count", "nb_visits"],
  compute: (row) => quotient(Number(row.bounce_count), Number(row.nb_visits), 2),
});

export const actionsPerVisit = metric({
  id: "nb_actions_per_visit",
  name: "Actions per Visit",
  docs: "How many actions a visit had on average.",
  unit: "number",
  needs: ["nb_actions", "nb_visits"],
  compute: (row) => quotient(Number(row.nb_actions), Number(row.nb_visits), 1),
});

export const averageVisitLength = metric({
  id: "avg_time_on_site",
  name: "Avg. Visit Duration (in seconds)",
  docs: "How long a visit lasted on average.",
  unit: "seconds",
  needs: ["sum_visit_length", "nb_visits"],
  compute: (row) => quotient(Number(row.sum_visit_length), Number(row.nb_visits), 0),
});

export const conversionRate = metric({
  id: "conversion_rate",
  name: "Conversion Rate",
  docs: "The share of visits in which at least one goal was reached.",
  unit: "percent",
  needs: ["nb_visits_converted", "nb_visits"],
  compute: (row) => quotient(Number(row.nb_visits_converted), Number(row.nb_visits), 4),
});

/** Worked out when it is known which rows an answer has. */
export const visitShare = metric({
  id: "nb_visits_percentage",
  name: "% Visits",
  docs: "The visits of a row, as a part of all.",
  unit: "percent",
});

/** Of all visits together, with their ratios. */
export const visitTotals: readonly Metric[] = [
  uniqueVisitors,
  users,
  visits,
  actions,
  visitsConverted,
  bounces,
  visitLength,
  mostActions,
  bounceRate,
  actionsPerVisit,
  averageVisitLength,
];

/** NOTE matomo: rows count visitors by the day, and over longer periods add the days up, where totals count each visitor once. */
export const dailyVisitors = metric({
  id: "sum_daily_nb_uniq_visitors",
  name: "Unique visitors (sum of daily values)",
  docs: "The unique visitors of each day, added up: whoever comes on two days counts twice.",
  unit: "count",
  sql: sql`uniqExact(bitXor(visitor, intHash64(day)))`,
  span: "severalDays",
});

export const dailyUsers = metric({
  id: "sum_daily_nb_users",
  name: "Users (sum of daily values)",
  docs: "The users of each day, added up: whoever comes on two days counts twice.",
  unit: "count",
  sql: sql`uniqExact(if(user_id = '', NULL, cityHash64(day, user_id)))`,
  span: "severalDays",
});

/** Of the visits of one row in a report by a dimension. */
export const visitMetrics: readonly Metric[] = [
  { ...uniqueVisitors, span: "oneDay" },
  visits,
  actions,
  { ...users, span: "oneDay" },
  mostActions,
  visitLength,
  bounces,
  visitsConverted,
  dailyVisitors,
  dailyUsers,
];

/** Ratios of a row in a report by a dimension, worked out where they are asked for. */
export const visitRatios: readonly Metric[] = [
  conversionRate,
  actionsPerVisit,
  { ...averageVisitLength, name: "Avg. Time on Website" },
  bounceRate,
];
