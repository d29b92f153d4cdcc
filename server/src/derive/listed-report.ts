import type { Page } from "../catalog/categories.ts";
import type { Listing } from "../catalog/listing.ts";
import type { Report } from "../catalog/report.ts";

/** A report as lists of reports tell of it: once, or once for each goal or dimension that a site defines. */
export interface ListedReport {
  readonly report: Report;
  readonly category: string;
  readonly subcategory: string;
  readonly name: string;
  readonly order: number;
  /** Parameters that tell it from others of the same method. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly listing: Listing;
  /** The page on which dashboards show it, where that does not follow from the place. */
  readonly page?: Pick<Page, "id" | "name">;
}

/** Figures of visits, which are told of where a report does not say otherwise. */
const visitFigures = ["nb_visits", "nb_uniq_visitors", "nb_actions", "nb_users"];
const visitRatios = ["nb_actions_per_visit", "avg_time_on_site", "bounce_rate", "conversion_rate"];

export function figuresOf({ listing }: ListedReport): readonly string[] {
  return listing.metrics === undefined || listing.metrics === "all" ? visitFigures : listing.metrics;
}

export function ratiosOf(listed: ListedReport): readonly string[] {
  return listed.listing.processed ?? visitRatios;
}

/** Which figures of goals the report tells of. */
export function goalKindOf({ report, parameters, listing }: ListedReport): "none" | "visits" | "pages" | "entries" {
  if (parameters) return "none";
  return listing.goals ?? (report.goals ? "visits" : "none");
}

/** What its rows are by; undefined for a report of one row. */
export function dimensionNameOf({ report: { rows }, listing }: ListedReport): string | undefined {
  if (listing.dimension !== undefined) return listing.dimension;
  if (rows.shape === "byValue") return rows.dimension.name;
  return rows.shape === "pair" ? rows.parent.name : undefined;
}

export function moduleOf({ method }: Report): string {
  return method.slice(0, method.indexOf("."));
}

export function actionOf({ method }: Report): string {
  return method.slice(method.indexOf(".") + 1);
}

/** A name for it that no other has. */
export function uniqueIdOf({ report, parameters = {} }: ListedReport): string {
  const told = Object.entries(parameters).map(([name, value]) => `_${name}--${encodeURIComponent(value).replaceAll("%", "")}`);
  return [report.method.replace(".", "_"), ...told].join("");
}
