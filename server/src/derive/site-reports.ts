import type { Report } from "../catalog/report.ts";
import type { Records } from "../db/records.ts";
import { actionOf, type ListedReport } from "./listed-report.ts";

/** What a site defines that has reports of its own. */
export interface SiteFacts {
  readonly ecommerce: boolean;
  readonly goals: readonly { readonly goal: number; readonly name: string }[];
  readonly customDimensions: readonly { readonly dimension: number; readonly name: string; readonly scope: string }[];
}

/** Goals and active custom dimensions of a site, by their numbers. */
export async function readSiteFacts(records: Records, site: { readonly id: number; readonly ecommerce: number }): Promise<SiteFacts> {
  const goals = records.selectFrom("goals").select(["goal", "name"]).where("site", "=", site.id).where("deleted", "=", 0);
  const dimensions = records.selectFrom("custom_dimensions").select(["dimension", "name", "scope"]).where("site", "=", site.id);
  const [foundGoals, foundDimensions] = await Promise.all([
    goals.orderBy("goal").execute(),
    dimensions.where("active", "=", 1).orderBy("dimension").execute(),
  ]);
  return { ecommerce: site.ecommerce === 1, goals: foundGoals, customDimensions: foundDimensions };
}

const orderFigures = {
  metrics: ["nb_conversions", "nb_visits_converted", "conversion_rate", "revenue", "revenue_subtotal", "revenue_tax", "revenue_shipping"],
  names: { nb_conversions: "Ecommerce Orders", items: "Purchased Products" },
} as const;

/** Reports that are told of once more for each goal: the report itself, then all goals together, then goal by goal, orders and carts last. */
export function goalReports(base: ListedReport, { goals, ecommerce }: SiteFacts): readonly ListedReport[] {
  const isOverview = actionOf(base.report) === "get";
  const ofGoal = (idGoal: number, order: number, title: string, name: string): ListedReport => ({
    ...base,
    name: isOverview ? title : `${name} - ${base.report.name}`,
    parameters: { idGoal },
    order,
  });
  return [
    ofGoal(0, 50, "Goals Overview", "Goals Overview"),
    ...goals.map(({ goal, name }) => ofGoal(goal, 50 + 3 * goal, `Goal ${name}`, name)),
    ...(ecommerce ? [orders(base, isOverview), carts(base, isOverview)] : []),
  ];
}

function orders(base: ListedReport, isOverview: boolean): ListedReport {
  return {
    ...ofShop(base, "ecommerceOrder", "Ecommerce Orders", isOverview),
    ...(isOverview && {
      listing: {
        ...base.listing,
        metrics: [...orderFigures.metrics, "revenue_discount", "items"],
        processed: ["avg_order_revenue"],
        untyped: ["items"],
        unexplained: true,
      },
      names: orderFigures.names,
    }),
  };
}

function carts(base: ListedReport, isOverview: boolean): ListedReport {
  return {
    ...ofShop(base, "ecommerceAbandonedCart", "Abandoned Carts", isOverview),
    order: 51,
    ...(isOverview && {
      listing: {
        ...base.listing,
        metrics: ["nb_conversions", "conversion_rate", "revenue", "items"],
        processed: ["avg_order_revenue"],
        unexplained: true,
      },
      names: { nb_conversions: "Abandoned Carts", revenue: "Revenue left in cart", items: "Products left in cart" },
    }),
  };
}

function ofShop(base: ListedReport, idGoal: string, title: string, isOverview: boolean): ListedReport {
  return {
    ...base,
    category: "Ecommerce",
    order: 50,
    name: isOverview ? title : `${title} - ${base.report.name}`,
    parameters: { idGoal },
    listing: { ...base.listing, unexplained: true },
  };
}

/** The report of each custom dimension: of visits, or of pages. */
export function customDimensionReports(report: Report, { customDimensions }: SiteFacts): readonly ListedReport[] {
  return customDimensions.map(({ dimension, name, scope }) => {
    const ofVisits = scope === "visit";
    return {
      report,
      category: ofVisits ? "Visitors" : "Actions",
      subcategory: `customdimension${dimension}`,
      name,
      order: 100 + dimension,
      parameters: { idDimension: String(dimension) },
      listing: {
        dimension: name,
        metrics: ofVisits ? ["nb_visits", "nb_actions"] : ["nb_hits", "nb_visits"],
        processed: ofVisits
          ? ["avg_time_on_site", "bounce_rate", "nb_actions_per_visit"]
          : ["avg_time_on_dimension", "bounce_rate", "exit_rate", "avg_time_generation"],
        below: "getCustomDimension",
        unexplained: true,
      },
      names: {
        avg_time_on_site: "Avg. Time on Website",
        ...(!ofVisits && {
          nb_hits: "Actions",
          nb_visits: "Unique Actions",
          avg_time_on_dimension: "Avg. Time On Dimension",
          exit_rate: "Exit rate",
        }),
      },
    };
  });
}
