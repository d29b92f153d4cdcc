import { type Metric, metric } from "../../catalog/metric.ts";
import { pair, type Report, type Widen } from "../../catalog/report.ts";
import { name, sql } from "../../db/sql.ts";
import { exitRate } from "../../reporting/exit-rate.ts";
import { loadFiguresOf } from "../../reporting/load-figures.ts";
import { quotient } from "../../reporting/rounding.ts";
import { encodeSegmentValue } from "../../reporting/segment-text.ts";
import { actionUrl, withoutPrefix } from "../actions/dimensions.ts";
import { loadStages } from "../page-performance/dimensions.ts";
import type { CustomDimension } from "./custom-dimensions.ts";
import { actionCustomDimension } from "./dimensions.ts";

/** Beside each action: what came of its visit, and the seconds until the visit's next action, or until its end as far as known. */
const withVisits: Widen = (rows, all) => {
  const next = sql`leadInFrame(toInt64(previous_action_spent), 1, -1) OVER (PARTITION BY visit ORDER BY position ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING)`;
  const timed = sql`SELECT visit AS timed_visit, position AS timed_position, ${next} AS next_spent FROM ${all("actions")}`;
  const visits = sql`SELECT visit AS of_visit, total_actions <= 1 AS is_bounce, last_action, last_action_spent FROM ${all("visits")}`;
  const spent = sql`if(next_spent < 0, if(last_action = position, last_action_spent, 0), next_spent) AS spent`;
  return sql`SELECT *, last_action = position AS is_exit, ${spent} FROM ${rows} AS met INNER JOIN (${visits}) AS visits ON visit = of_visit INNER JOIN (${timed}) AS timed ON visit = timed_visit AND position = timed_position`;
};

/** NOTE matomo: visits and visitors count once for each address. */
const metrics: readonly Metric[] = [
  metric({ id: "nb_visits", name: "Visits", docs: "Visits with it.", unit: "count", sql: sql`uniqExact(day, visit, url)` }),
  metric({
    id: "nb_uniq_visitors",
    name: "Unique visitors",
    docs: "Visitors with it on the day.",
    unit: "count",
    sql: sql`uniqExact(visitor, url)`,
    span: "oneDay",
  }),
  metric({ id: "nb_hits", name: "Actions", docs: "Actions with it.", unit: "count", sql: sql`count()` }),
  ...loadStages.flatMap(loadFiguresOf),
  metric({ id: "sum_time_spent", name: "Total time spent", docs: "Time spent on them.", unit: "seconds", sql: sql`sum(spent)` }),
  metric({ id: "bounce_count", name: "Bounces", docs: "Those in visits of one action.", unit: "count", sql: sql`sum(is_bounce)` }),
  metric({ id: "exit_nb_visits", name: "Exits", docs: "Those that ended their visit.", unit: "count", sql: sql`sum(is_exit)` }),
  metric({
    id: "sum_daily_nb_uniq_visitors",
    name: "Unique visitors (daily sum)",
    docs: "The visitors of each day, added up.",
    unit: "count",
    sql: sql`uniqExact(day, visitor, url)`,
    span: "severalDays",
  }),
];

/** Ratios that only actions have. */
export const actionRatios: readonly Metric[] = [
  metric({
    id: "avg_time_on_dimension",
    name: "Avg. time on dimension",
    docs: "Time spent on an action with it, on average.",
    unit: "clock",
    needs: ["sum_time_spent", "nb_hits"],
    compute: (row) => quotient(Number(row.sum_time_spent), Number(row.nb_hits), 0),
  }),
  metric({
    id: "bounce_rate",
    name: "Bounce Rate",
    docs: "The share of the visits with it that had no other action.",
    unit: "percent",
    needs: ["bounce_count", "nb_visits"],
    compute: (row) => quotient(Number(row.bounce_count), Number(row.nb_visits), 2),
  }),
  exitRate,
];

/** The report of one custom dimension of actions, and below each of its values the addresses of those actions. */
export function actionReportOf({ dimension: number, slot, name: title }: CustomDimension, nothingSaid: string): Report {
  const dimension = actionCustomDimension(slot);
  const segmentOf = (value: string) => `dimension${number}==${encodeSegmentValue(value)}`;
  const showAddress = (url: string, value: string) => {
    const address = encodeSegmentValue(withoutPrefix(url));
    return { label: withoutPrefix(url), metadata: { segment: `${segmentOf(value)};actionUrl=$${address}`, url: address } };
  };
  return {
    method: "CustomDimensions.getCustomDimension",
    name: title,
    docs: `Actions by ${title}.`,
    rows: pair(dimension, actionUrl, {
      among: sql`${name(dimension.column!.name)} IS NOT NULL`,
      widen: withVisits,
      skipEmpty: true,
      show: (value) => ({ label: value || nothingSaid, metadata: { segment: segmentOf(value) } }),
      showBelow: showAddress,
      showInPlace: showAddress,
    }),
    metrics: [...metrics, ...actionRatios],
  };
}
