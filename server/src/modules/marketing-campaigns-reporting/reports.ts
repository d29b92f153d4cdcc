import type { Dimension } from "../../catalog/dimension.ts";
import { byValue, type Report, report } from "../../catalog/report.ts";
import { name, sql } from "../../db/sql.ts";
import { visitMetrics, visitRatios } from "../../reporting/visit-metrics.ts";
import { dimensions } from "./dimensions.ts";

/** A report for each thing that campaigns say of themselves: `MarketingCampaignsReporting.getSource`. */
export const reports: readonly Report[] = dimensions.map(reportOf);

function reportOf(dimension: Dimension, index: number): Report {
  const { id, name: title, plural = title, column } = dimension;
  if (!column) throw new Error(`${id}: a dimension without a column`);
  return report({
    method: `MarketingCampaignsReporting.get${id.replace("campaign", "")}`,
    name: plural,
    docs: `The ${plural.toLowerCase()} of visits, as addresses of the site say them. Visits that say none are left out.`,
    place: ["Referrers", "Campaigns", 20 + index],
    listing: { hidden: true },
    rows: byValue(dimension, { among: sql`${name(column.name)} <> ''` }),
    metrics: visitMetrics,
    processed: visitRatios,
    goals: true,
  });
}
