import { type Metric, metric } from "../../catalog/metric.ts";
import type { Report } from "../../catalog/report.ts";
import type { Cells } from "../../catalog/table.ts";
import { quotient } from "../../reporting/rounding.ts";
import { numberIn } from "./filter.ts";

/** Numbers under which orders and abandoned carts stand in the names of columns. */
const numbers: Readonly<Record<string, string>> = { ecommerceOrder: "0", ecommerceAbandonedCart: "-1" };

/** What all goals and orders of a row brought in, for each of its visits. */
export function revenuePerVisit({ goalsByName = false }: Pick<Report, "goalsByName">): Metric {
  return metric({
    id: "revenue_per_visit",
    name: "Revenue per Visit",
    unit: "money",
    // NOTE matomo: revenue is cut to whole units, mostly goal by goal, before it is shared out.
    compute: (cells) => {
      const goals = goalsByName ? [] : Object.entries(goalsOf(cells)).filter(([key]) => key !== "idgoal=ecommerceAbandonedCart");
      const revenue = goals.reduce((sum, [, goal]) => sum + Math.trunc(numberIn(goal, "revenue")), 0);
      return perVisit(revenue || Math.trunc(numberIn(cells, "revenue")), cells, numberIn(cells, "nb_conversions"));
    },
  });
}

/**
 * The figures of one goal as columns of their own, its conversion rate first: `goal_3_conversion_rate`, `goal_3_revenue`. `name` is what
 * the goal is called in them.
 */
export function goalMetrics(goal: string, name: string = numbers[goal] ?? goal): readonly Metric[] {
  const of = (cells: Cells): Cells => goalsOf(cells)[`idgoal=${goal}`] ?? {};
  const id = (figure: string) => `goal_${name}_${figure}`;
  return [
    metric({
      id: id("conversion_rate"),
      name: "Conversion Rate",
      unit: "percent",
      compute: (cells) => quotient(numberIn(of(cells), "nb_conversions"), numberIn(cells, "nb_visits"), 4),
    }),
    metric({ id: id("nb_conversions"), name: "Conversions", unit: "count", compute: (cells) => numberIn(of(cells), "nb_conversions") }),
    metric({
      id: id("revenue_per_visit"),
      name: "Revenue per Visit",
      unit: "money",
      compute: (cells) => perVisit(numberIn(of(cells), "revenue"), cells, numberIn(of(cells), "nb_conversions")),
    }),
    metric({ id: id("revenue"), name: "Revenue", unit: "money", compute: (cells) => numberIn(of(cells), "revenue") }),
  ];
}

/** What else is told of orders, where they are asked for by name. */
export function orderMetrics(): readonly Metric[] {
  const of = (cells: Cells): Cells => goalsOf(cells)["idgoal=ecommerceOrder"] ?? {};
  return [
    metric({
      id: "goal_ecommerceOrder_avg_order_revenue",
      name: "Average Order Value",
      unit: "money",
      compute: (cells) => quotient(numberIn(of(cells), "revenue"), numberIn(of(cells), "nb_conversions"), 2),
    }),
    metric({
      id: "goal_ecommerceOrder_items",
      name: "Purchased Products",
      unit: "count",
      compute: (cells) => numberIn(of(cells), "items"),
    }),
  ];
}

/** The figures of a row's goals by their key: `idgoal=3`. */
export function goalsOf(cells: Cells): Readonly<Record<string, Cells>> {
  const goals = cells.goals;
  return typeof goals === "object" && goals !== null && !Array.isArray(goals) ? (goals as Readonly<Record<string, Cells>>) : {};
}

/** NOTE matomo: where there are conversions but no visit, it is what each conversion brought in. */
function perVisit(revenue: number, cells: Cells, conversions: number): number {
  return quotient(revenue, numberIn(cells, "nb_visits") || conversions, 2);
}
