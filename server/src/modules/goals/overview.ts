import type { Listing } from "../../catalog/listing.ts";
import type { Metric } from "../../catalog/metric.ts";
import { flag, list, text } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import { custom, type Report, type ReportContext, report } from "../../catalog/report.ts";
import type { Answer, Value } from "../../catalog/table.ts";
import { answerFor, emptyTable, isMap } from "../../reporting/answers.ts";
import { finishFigures } from "../../reporting/figures.ts";
import { orderGoal } from "../../reporting/goal-columns.ts";
import { visits } from "../../reporting/visit-metrics.ts";
import { type GoalAsked, goalAsked, metricsOf } from "./goal-metrics.ts";
import { everyone, inPart, type Part, parts } from "./goal-parts.ts";
import { readGoalSumsByPart } from "./goal-sums.ts";
import { findGoals } from "./goals.ts";
import { listedByGoal } from "./listed-goals.ts";

const params = { idGoal: text().or(""), columns: list(text()).or([]), showAllGoalSpecificMetrics: flag().or(false) };

const listedOrders: Listing = {
  metrics: [
    ...["nb_conversions", "nb_visits_converted", "conversion_rate"],
    ...["revenue", "revenue_subtotal", "revenue_tax", "revenue_shipping", "revenue_discount", "items"],
  ],
  processed: ["avg_order_revenue"],
  untyped: ["items"],
  names: { nb_conversions: "Ecommerce Orders", items: "Purchased Products" },
};

const listedCarts: Listing = {
  metrics: ["nb_conversions", "conversion_rate", "revenue", "items"],
  processed: ["avg_order_revenue"],
  names: { nb_conversions: "Abandoned Carts", revenue: "Revenue left in cart", items: "Products left in cart" },
};

export const get = report({
  method: "Goals.get",
  name: "Goals",
  docs: "How often goals were reached and what that brought in, for all visits, for first ones and for later ones; of one goal with idGoal.",
  place: ["Goals", "", 1],
  listing: listedByGoal(
    { metrics: ["nb_conversions", "nb_visits_converted", "revenue"], processed: ["conversion_rate"], guide: true },
    { nameOf: (goal, isGoal) => (isGoal ? `Goal ${goal}` : goal), orders: listedOrders, carts: listedCarts },
  ),
  rows: custom((query, context) => runOverview(parts, query, context)),
  metrics: parts.flatMap((part) => metricsOf(orderGoal).map((metric) => inPart(metric, part))),
  params,
});

export const getMetrics = report({
  method: "Goals.getMetrics",
  name: "Goals",
  docs: "How often goals were reached and what that brought in; of one goal with idGoal.",
  rows: custom((query, context) => runOverview([everyone], query, context)),
  metrics: metricsOf(orderGoal),
  params,
});

export const overviewReports: readonly Report[] = [get, getMetrics];

/** A goal with the figures that are told of it, and the ids that they have in the answer. */
interface Told {
  readonly goal: GoalAsked;
  readonly metrics: readonly Metric[];
  readonly idOf: (id: string) => string;
}

async function runOverview(parts: readonly Part[], query: Query, context: ReportContext): Promise<Answer> {
  const goal = goalAsked(String(query.params.idGoal ?? ""));
  const asked = Array.isArray(query.params.columns) ? query.params.columns.map(String) : [];
  const isAsked = (id: string) => asked.length === 0 || asked.includes(id);
  const eachGoal = goal === undefined && query.params.showAllGoalSpecificMetrics ? await toldOfEach(query, context) : [];
  const told = [{ goal, metrics: metricsOf(goal), idOf: (id: string) => id }, ...eachGoal];
  const sumsOf = await readGoalSumsByPart(query, context);
  return answerFor(query, (site, at) => {
    const cells = parts.flatMap((part) =>
      told.flatMap(({ goal, metrics, idOf }): [string, Value][] => {
        const sums = sumsOf(site, at, part, goal);
        // NOTE matomo: within a map, a part without visits is not told of.
        if (!sums && isMap(query)) return [];
        const figures = Object.entries(finishFigures(metrics, sums)).filter(([id]) => isAsked(idOf(id)));
        return figures.map(([id, value]) => [`${idOf(id)}${part.suffix}`, value]);
      }),
    );
    return isMap(query) && cells.length === 0 ? emptyTable : { kind: "single", columns: Object.fromEntries(cells) };
  });
}

/** The figures of each goal of the sites under ids of their own, `goal_3_revenue`, and the visits. */
async function toldOfEach(query: Query, { records }: ReportContext): Promise<readonly Told[]> {
  const sites = query.sites.map(({ id }) => id);
  const goals = records ? await findGoals(records, sites) : [];
  const numbers = [...new Set(goals.map(({ goal }) => goal))];
  return [
    ...numbers.map((goal) => ({ goal, metrics: metricsOf(goal), idOf: (id: string) => `goal_${goal}_${id}` })),
    { goal: undefined, metrics: [visits], idOf: (id: string) => id },
  ];
}
