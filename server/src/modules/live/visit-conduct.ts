import type { Cells } from "../../catalog/table.ts";
import { visitorType } from "../core-home/dimensions.ts";
import { customDimensionColumn } from "../custom-dimensions/dimensions.ts";
import { buyerStatus } from "../ecommerce/dimensions.ts";
import type { VisitRow } from "./rows.ts";
import type { SiteFacts } from "./site-facts.ts";

/** What the visit came to: how often the visitor was there, what was done, and whether it led to anything. */
export function conductFields(visit: VisitRow): Cells {
  const status = buyerStatus.segmentValue?.(String(visit.goal_buyer)) ?? "none";
  const type = visitorType.label?.(String(visit.visitor_returning)) ?? "new";
  return {
    visitorType: type,
    visitorTypeIcon: type === "new" ? null : "plugins/Live/images/returningVisitor.png",
    visitCount: visit.visit_count,
    visitConverted: visit.goal_converted,
    visitConvertedIcon: visit.goal_converted ? "plugins/Morpheus/images/goal.svg" : null,
    visitEcommerceStatus: status,
    visitEcommerceStatusIcon: statusIcon(status),
    actions: visit.total_actions,
    interactions: visit.total_interactions,
    searches: visit.total_searches,
    events: visit.total_events,
  };
}

/** The site's custom dimensions of the visit: `dimension1`. */
export function visitDimensionFields(visit: VisitRow, { customDimensions }: SiteFacts): Cells {
  const own = customDimensions.filter(({ scope }) => scope === "visit");
  return Object.fromEntries(
    own.map(({ id, index }) => [`dimension${id}`, visit[customDimensionColumn("visit", index).name] ?? null] as const),
  );
}

function statusIcon(status: string): string | null {
  if (status === "none") return null;
  return `plugins/Morpheus/images/${status === "abandonedCart" ? "ecommerceAbandonedCart" : "ecommerceOrder"}.svg`;
}
