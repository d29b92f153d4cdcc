import { translate } from "../base/translate.ts";
import type { Catalog } from "../catalog/module.ts";
import type { Report } from "../catalog/report.ts";
import { metricOf } from "../reporting/metric-of.ts";

/** Titles that are the same in every report, or that no report declares. */
const fixed: Readonly<Record<string, string>> = {
  label: "Label",
  date: "Date",
  sum_daily_nb_uniq_visitors: "Unique visitors (daily sum)",
  sum_daily_nb_users: "Users (daily sum)",
  revenue_subtotal: "Subtotal",
  revenue_tax: "Tax",
  revenue_shipping: "Shipping",
  revenue_discount: "Discount",
};

/**
 * Tells the title of a column in a language: that of the report's own figure, else of the first figure of that name anywhere; else
 * the name itself.
 */
export function columnTitles(catalog: Catalog, report: Report | undefined, language?: string): (column: string) => string {
  const anywhere = new Map(
    catalog.reports.toReversed().flatMap((each) => [...(each.processed ?? []), ...each.metrics].map(({ id, name }) => [id, name])),
  );
  const english = (column: string) => fixed[column] ?? (report && metricOf(report, column)?.name) ?? anywhere.get(column) ?? column;
  return (column) => translate(english(column), language);
}
