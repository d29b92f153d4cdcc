import type { Metric } from "../../catalog/metric.ts";
import { sql } from "../../db/sql.ts";
import { visitMetrics } from "../../reporting/visit-metrics.ts";

/** Whatever tells one referrer from another: who comes from two of them on one day is counted with each. */
const referrer = sql`referrer_type, referrer_name, referrer_keyword, referrer_url`;

/** NOTE matomo: visitors and users are counted referrer by referrer, and added up where a row stands for several. */
const countedByReferrer: Readonly<Record<string, Pick<Metric, "sql">>> = {
  nb_uniq_visitors: { sql: sql`uniqExact(cityHash64(visitor, ${referrer}))` },
  nb_users: { sql: sql`uniqExact(if(user_id = '', NULL, cityHash64(user_id, ${referrer})))` },
  sum_daily_nb_uniq_visitors: { sql: sql`uniqExact(cityHash64(day, visitor, ${referrer}))` },
  sum_daily_nb_users: { sql: sql`uniqExact(if(user_id = '', NULL, cityHash64(day, user_id, ${referrer})))` },
};

/** Of the visits of one row in a report by referrer. */
export const referrerMetrics: readonly Metric[] = visitMetrics.map((metric) => ({ ...metric, ...countedByReferrer[metric.id] }));
