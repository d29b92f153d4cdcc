import { type Metric, metric } from "../../catalog/metric.ts";
import { cartGoal, ofCart, ofGoal, ofOrder, orderGoal } from "../../reporting/goal-columns.ts";
import { quotient } from "../../reporting/rounding.ts";

export const conversionRate = metric({
  id: "conversion_rate",
  name: "Conversion Rate",
  docs: "The share of visits in which at least one goal was reached.",
  unit: "percent",
  needs: ["nb_visits_converted", "nb_visits"],
  compute: (row) => quotient(Number(row.nb_visits_converted), Number(row.nb_visits), 4),
});

export const averageOrderRevenue = metric({
  id: "avg_order_revenue",
  name: "Average Order Value",
  docs: "What an order, or an abandoned cart, was worth on average.",
  unit: "money",
  needs: ["revenue", "nb_conversions"],
  compute: (row) => quotient(Number(row.revenue), Number(row.nb_conversions), 2),
});

/** Which goal is meant: a number, orders, abandoned carts, or undefined for all goals and orders together. */
export type GoalAsked = number | undefined;

/** Reads `idGoal`. NOTE matomo: 0 means all goals, orders and carts go by name. */
export function goalAsked(text: string): GoalAsked {
  if (text === "ecommerceOrder") return orderGoal;
  if (text === "ecommerceAbandonedCart") return cartGoal;
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}

/** The figures that are told of a goal. */
export function metricsOf(goal: GoalAsked): readonly Metric[] {
  if (goal === orderGoal) return [...ofOrder, averageOrderRevenue, conversionRate];
  if (goal === cartGoal) return [...ofCart, averageOrderRevenue, conversionRate];
  return [...ofGoal, conversionRate];
}
