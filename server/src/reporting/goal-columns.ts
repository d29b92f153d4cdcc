import { type Metric, metric } from "../catalog/metric.ts";
import type { Query } from "../catalog/query.ts";
import type { ReportContext } from "../catalog/report.ts";
import type { Cells } from "../catalog/table.ts";
import { type Sql, sql } from "../db/sql.ts";
import { mergeSums } from "./figures.ts";
import { round } from "./rounding.ts";
import { readSums, type Sums, type SumsOf } from "./sums.ts";

/** Figures over the conversions of one goal. */

export const conversions = metric({
  id: "nb_conversions",
  name: "Conversions",
  docs: "How often goals were reached.",
  unit: "count",
  sql: sql`count()`,
});

export const goalVisitsConverted = metric({
  id: "nb_visits_converted",
  name: "Visits with Conversions",
  docs: "Visits in which the goal was reached.",
  unit: "count",
  sql: sql`uniqExact(visit)`,
});

export const revenue = metric({
  id: "revenue",
  name: "Revenue",
  docs: "What goals and orders brought in.",
  unit: "money",
  sql: sql`sum(ifNull(revenue, 0))`,
});

/** Figures of a goal, of orders, and of abandoned carts. */
export const ofGoal: readonly Metric[] = [conversions, goalVisitsConverted, revenue];

const orderMoney: readonly Metric[] = [
  metric({ id: "revenue_subtotal", name: "Subtotal", unit: "money", sql: sql`sum(ifNull(revenue_subtotal, 0))` }),
  metric({ id: "revenue_tax", name: "Tax", unit: "money", sql: sql`sum(ifNull(revenue_tax, 0))` }),
  metric({ id: "revenue_shipping", name: "Shipping", unit: "money", sql: sql`sum(ifNull(revenue_shipping, 0))` }),
  metric({ id: "revenue_discount", name: "Discount", unit: "money", sql: sql`sum(ifNull(revenue_discount, 0))` }),
];

const itemCount = metric({ id: "items", name: "items", unit: "count", sql: sql`sum(ifNull(items, 0))` });

export const ofOrder: readonly Metric[] = [...ofGoal, ...orderMoney, itemCount];
export const ofCart: readonly Metric[] = [...ofGoal, itemCount];

/** Numbers under which orders and abandoned carts stand among goals. */
export const orderGoal = 0;
export const cartGoal = -1;

/** Sums over conversions, grouped by goal and by expressions over the table's rows. */
export function readGoalSums(
  query: Query,
  by: Readonly<Record<string, Sql>>,
  context: ReportContext,
  { where, more = [] }: { readonly where?: Sql | undefined; readonly more?: readonly Metric[] } = {},
): Promise<SumsOf> {
  const metrics = [...ofOrder, ...more];
  return readSums(query, { table: "conversions", by: { ...by, goal: sql`goal` }, metrics, ...(where && { where }) }, context);
}

/**
 * The columns of a row that tell of its goals: `goals` with the figures of each, carts and orders first, and what all but
 * carts come to. None where the row has no conversion.
 */
export function goalColumns(sums: readonly Sums[]): Cells {
  if (sums.length === 0) return {};
  const ids = [...new Set(sums.map(({ by }) => Number(by.goal)))].sort((one, other) => one - other);
  const goals = ids.map((goal) => [goal, figuresOf(goal, sums)] as const);
  const counted = goals.filter(([goal]) => goal !== cartGoal).map(([, figures]) => figures);
  const all = mergeSums([conversions, revenue], counted);
  return {
    goals: Object.fromEntries(goals.map(([goal, figures]) => [`idgoal=${goalName(goal)}`, figures])),
    ...roundMoney([conversions, revenue], all),
  };
}

function figuresOf(goal: number, sums: readonly Sums[]): Readonly<Record<string, number>> {
  const metrics = goal === cartGoal ? ofCart : goal === orderGoal ? ofOrder : ofGoal;
  const own = sums.filter(({ by }) => Number(by.goal) === goal).map(({ figures }) => figures);
  return roundMoney(metrics, mergeSums(metrics, own));
}

/** How a goal is named among columns: orders and carts by words, others by their number. */
export function goalName(goal: number): string {
  return goal === cartGoal ? "ecommerceAbandonedCart" : goal === orderGoal ? "ecommerceOrder" : String(goal);
}

/** The sums by the ids of the metrics; money is rounded to cents, so that nothing shows of binary fractions. */
export function roundMoney(metrics: readonly Metric[], sums: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(metrics.map(({ id, unit }) => [id, unit === "money" ? round(sums[id] ?? 0, 2) : (sums[id] ?? 0)]));
}
