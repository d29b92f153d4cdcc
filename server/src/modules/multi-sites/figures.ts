import { type Metric, metric } from "../../catalog/metric.ts";
import type { TableName } from "../../catalog/tables.ts";
import { sql } from "../../db/sql.ts";
import { conversions, orderGoal, revenue } from "../../reporting/goal-columns.ts";
import { actions, visits } from "../../reporting/visit-metrics.ts";
import { actionTypes } from "../actions/dimensions.ts";

/** A figure of a website that is compared with that of the period before. */
export interface Figure {
  readonly metric: Metric;
  readonly table: TableName;
  /** What the names of the columns that compare begin with: `visits` of `visits_evolution`. */
  readonly compared: string;
  /** The name under which the figure of the period before is told. */
  readonly before: string;
  /** Whether it is told only where the request asks for more than the basic figures. */
  readonly enhanced?: boolean;
  /** Whether only shops have it. */
  readonly ofShops?: boolean;
}

const isCounted = sql`goal >= ${orderGoal}`;
const isOrder = sql`goal = ${orderGoal}`;

export const figures: readonly Figure[] = [
  { metric: visits, table: "visits", compared: "visits", before: "previous_nb_visits" },
  { metric: actions, table: "visits", compared: "actions", before: "previous_nb_actions" },
  {
    metric: metric({ id: "nb_pageviews", name: "Pageviews", unit: "count", sql: sql`countIf(type = ${actionTypes.pageview})` }),
    table: "actions",
    compared: "pageviews",
    before: "previous_Actions_nb_pageviews",
  },
  {
    metric: { ...revenue, sql: sql`sumIf(ifNull(revenue, 0), ${isCounted})` },
    table: "conversions",
    compared: "revenue",
    before: "previous_Goal_revenue",
  },
  {
    metric: { ...conversions, sql: sql`countIf(${isCounted})` },
    table: "conversions",
    compared: "nb_conversions",
    before: "previous_Goal_nb_conversions",
    enhanced: true,
  },
  {
    metric: metric({ id: "orders", name: "Ecommerce Orders", unit: "count", sql: sql`countIf(${isOrder})` }),
    table: "conversions",
    compared: "orders",
    before: "previous_Goal_0_nb_conversions",
    enhanced: true,
    ofShops: true,
  },
  {
    metric: metric({ id: "ecommerce_revenue", name: "Product Revenue", unit: "money", sql: sql`sumIf(ifNull(revenue, 0), ${isOrder})` }),
    table: "conversions",
    compared: "ecommerce_revenue",
    before: "previous_Goal_0_revenue",
    enhanced: true,
    ofShops: true,
  },
];
