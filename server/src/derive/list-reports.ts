import type { Report } from "../catalog/report.ts";
import { actionOf, figuresOf, type ListedReport, ratiosOf } from "./listed-report.ts";
import { customDimensionReports, goalReports, type SiteFacts } from "./site-reports.ts";

/** The order of categories, and of what stands in each; what is not named comes last. */
const categories: Readonly<Record<string, readonly string[]>> = {
  "All Websites": [],
  Visitors: ["Overview", "Locations", "Devices", "Software", "Times", "User IDs"],
  Actions: [
    "Pages",
    "Entry pages",
    "Exit pages",
    "Page titles",
    "Site Search",
    "Outlinks",
    "Downloads",
    "Events",
    "Contents",
    "Engagement",
    "Performance",
  ],
  Events: [],
  Referrers: ["Overview", "All Channels", "Search Engines & Keywords", "Websites", "Social Networks", "Campaigns"],
  Ecommerce: ["Overview", "Products"],
  Goals: ["Overview"],
};

const placed = new Map(Object.keys(categories).map((category, index) => [category, index]));

/** All reports that there are for a site, those that are not listed too, in the order in which they are told of. */
export function reportsFor(reports: readonly Report[], site: SiteFacts): readonly ListedReport[] {
  const listed = reports.flatMap((report) => {
    if (report.method === "CustomDimensions.getCustomDimension") return customDimensionReports(report, site);
    if (!report.place) return [];
    const [category, subcategory, order] = report.place;
    const base: ListedReport = { report, category, subcategory, order, name: report.name, listing: report.listing ?? {} };
    // NOTE matomo: products are told of only where something is sold.
    if (category === "Ecommerce" && !site.ecommerce) return [];
    return report.listing?.eachGoal ? [base, ...goalReports(base, site)] : [base];
  });
  const told = listed.map((each) => (each.listing.metrics === "all" ? withAllFigures(each, listed) : each));
  return told.toSorted(
    (one, other) => categoryRank(one) - categoryRank(other) || subcategoryRank(one) - subcategoryRank(other) || one.order - other.order,
  );
}

/** The figures of the main reports of all modules. */
function withAllFigures(listed: ListedReport, all: readonly ListedReport[]): ListedReport {
  const sources = all.filter(({ report, parameters, listing }) => actionOf(report) === "get" && !parameters && listing.metrics !== "all");
  const metrics = [...new Set(sources.flatMap(figuresOf))];
  return { ...listed, listing: { ...listed.listing, metrics, processed: [...new Set(sources.flatMap(ratiosOf))] } };
}

function categoryRank({ category }: ListedReport): number {
  return placed.get(category) ?? placed.size;
}

/** What stands in no subcategory comes first. */
function subcategoryRank({ category, subcategory }: ListedReport): number {
  if (subcategory === "") return -1;
  const rank = categories[category]?.indexOf(subcategory) ?? -1;
  return rank < 0 ? (categories[category]?.length ?? 0) : rank;
}
