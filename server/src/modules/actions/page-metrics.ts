import { type Metric, metric } from "../../catalog/metric.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import { exitRate } from "../../reporting/exit-rate.ts";
import { quotient } from "../../reporting/rounding.ts";
import { nameTypes } from "./action-types.ts";

/** Figures of one row in reports of actions. */

/** How many combinations of values there are. Told apart by 64 bits, they are counted twice as fast, and a million of them never meet. */
function distinct(...columns: readonly Sql[]): Sql {
  return sql`uniqExact(cityHash64(${join(columns)}))`;
}

/** Visits with the action. `first` is the flag of the first time in the visit's day. */
export function visitsWith(first: Sql): Metric {
  return {
    id: "nb_visits",
    name: "Unique Pageviews",
    docs: "How many visits included it. Whoever sees it twice in one visit counts once.",
    unit: "count",
    sql: sql`sum(${first})`,
    inTree: { none: "zero" },
  };
}

export const hits: Metric = {
  id: "nb_hits",
  name: "Pageviews",
  docs: "How often it was viewed or used.",
  unit: "count",
  sql: sql`count()`,
  inTree: { none: "zero" },
};

/** Visitors of a single day, or over longer periods those of each day added up. */
function visitorsOf(id: string, sumId: string, name: string, none?: "zero"): readonly Metric[] {
  const shared = { unit: "count", inTree: { leafOnly: true, ...(none && { none }) } } as const;
  return [
    { ...shared, id, name, docs: "How many different visitors did so on the day.", sql: sql`uniqExact(visitor)`, span: "oneDay" },
    {
      ...shared,
      id: sumId,
      name: `${name} (daily sum)`,
      docs: "The different visitors of each day, added up.",
      sql: distinct(sql`day`, sql`visitor`),
      span: "severalDays",
    },
  ];
}

export const visitors: readonly Metric[] = visitorsOf("nb_uniq_visitors", "sum_daily_nb_uniq_visitors", "Unique visitors", "zero");

export const hitsFollowingSearch: Metric = {
  id: "nb_hits_following_search",
  name: "Clicked in search results",
  docs: "How often it came right after a search within the site.",
  unit: "count",
  sql: sql`countIf(ref_name_type = ${nameTypes.keyword})`,
  inTree: { none: "nothing" },
};

export const timeSpent: Metric = {
  id: "sum_time_spent",
  name: "Total time spent by visitors (in seconds)",
  docs: "Time from the view of the page to the visit's next action, of all views together.",
  unit: "seconds",
  sql: sql`sum(time_spent_ref)`,
  inTree: { none: "zero" },
};

export const entries: Metric = {
  id: "entry_nb_visits",
  name: "Entrances",
  docs: "How many visits began here.",
  unit: "count",
  sql: sql`count()`,
};

/** Over the visits that began with the page. */
export const entryFigures: readonly Metric[] = [
  ...visitorsOf("entry_nb_uniq_visitors", "sum_daily_entry_nb_uniq_visitors", "Unique entrances"),
  entries,
  {
    id: "entry_nb_actions",
    name: "Actions after entering here",
    docs: "All actions of the visits that began here.",
    unit: "count",
    sql: sql`sum(total_actions)`,
  },
  {
    id: "entry_sum_visit_length",
    name: "Total time spent by visitors (in seconds) after entering here",
    docs: "The length of all visits that began here.",
    unit: "seconds",
    sql: sql`sum(total_time)`,
  },
  {
    id: "entry_bounce_count",
    name: "Bounces",
    docs: "Visits that began here and had no other action.",
    unit: "count",
    sql: sql`sum(total_actions <= 1)`,
  },
];

/** Over the visits that ended with the page. */
export const exitFigures: readonly Metric[] = [
  ...visitorsOf("exit_nb_uniq_visitors", "sum_daily_exit_nb_uniq_visitors", "Unique exits"),
  { id: "exit_nb_visits", name: "Exits", docs: "How many visits ended here.", unit: "count", sql: sql`count()` },
];

export const pageRatios: readonly Metric[] = [
  metric({
    id: "avg_time_on_page",
    name: "Avg. time on page",
    docs: "How long a view of the page lasted on average.",
    unit: "clock",
    needs: ["sum_time_spent", "nb_hits"],
    compute: (row) => quotient(Number(row.sum_time_spent), Number(row.nb_hits), 0),
  }),
  metric({
    id: "bounce_rate",
    name: "Bounce Rate",
    docs: "The share of the visits which began here that had no other action.",
    unit: "percent",
    needs: ["entry_bounce_count", "entry_nb_visits"],
    compute: (row) => quotient(Number(row.entry_bounce_count), Number(row.entry_nb_visits), 2),
  }),
  exitRate,
];

/** How many pages of results a visit looked through. */
export const pagesPerSearch = metric({
  id: "nb_pages_per_search",
  name: "Search Results pages",
  docs: "How many pages of results were looked at on average in a visit that searched for it.",
  unit: "number",
  needs: ["nb_hits", "nb_visits"],
  compute: (row) => quotient(Number(row.nb_hits), Number(row.nb_visits), 1),
});

/** The same metrics under the names that a report has for them. */
export function titled(metrics: readonly Metric[], names: Readonly<Record<string, string>>): readonly Metric[] {
  return metrics.map((each) => ({ ...each, name: names[each.id] ?? each.name }));
}
