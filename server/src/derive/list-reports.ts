import { categoryNamed, pageNamed } from "../catalog/categories.ts";
import type { SiteDefinitions, Variant } from "../catalog/listing.ts";
import type { Report } from "../catalog/report.ts";
import { actionOf, figuresOf, type ListedReport, ratiosOf } from "./listed-report.ts";

/** All reports that there are for a site, those that are not listed too, in the order in which they are told of. */
export function reportsFor(reports: readonly Report[], site: SiteDefinitions): readonly ListedReport[] {
  const listed = reports
    .filter(({ listing }) => site.ecommerce || !listing?.inShops)
    .flatMap((report) => [...itself(report), ...(report.listing?.each?.(site) ?? []).map((variant) => variantOf(report, variant))]);
  const told = listed.map((each) => (each.listing.metrics === "all" ? withAllFigures(each, listed) : each));
  return told.toSorted((one, other) => byPlace(one, other));
}

function itself(report: Report): readonly ListedReport[] {
  if (!report.place) return [];
  const [category, subcategory, order] = report.place;
  return [{ report, category, subcategory, order, name: report.name, listing: report.listing ?? {} }];
}

function variantOf(
  report: Report,
  { place: [category, subcategory, order], listing = report.listing ?? {}, ...variant }: Variant,
): ListedReport {
  return { report, category, subcategory, order, listing, ...variant };
}

/** The figures of the main reports of all modules. */
function withAllFigures(listed: ListedReport, all: readonly ListedReport[]): ListedReport {
  const sources = all.filter(({ report, parameters, listing }) => actionOf(report) === "get" && !parameters && listing.metrics !== "all");
  const metrics = [...new Set(sources.flatMap(figuresOf))];
  return { ...listed, listing: { ...listed.listing, metrics, processed: [...new Set(sources.flatMap(ratiosOf))] } };
}

function byPlace(one: ListedReport, other: ListedReport): number {
  const categoryRank = ({ category }: ListedReport) => categoryNamed(category).order;
  return categoryRank(one) - categoryRank(other) || pageRank(one) - pageRank(other) || one.order - other.order;
}

/** What stands on no page comes first. */
function pageRank({ category, subcategory }: ListedReport): number {
  return subcategory === "" ? -1 : pageNamed(category, subcategory).order;
}
