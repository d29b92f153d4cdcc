import { type Metric, metric } from "../catalog/metric.ts";
import type { Report } from "../catalog/report.ts";
import { metricOf } from "../reporting/metric-of.ts";

/** What clients are told of a figure. */
export interface FigureFacts {
  readonly name: string;
  readonly docs: string;
}

/** NOTE matomo: it still lists a time that browsers stopped telling; no answer has it. */
const generationTime = metric({
  id: "avg_time_generation",
  name: "Avg. generation time",
  docs: "How long the server took to make the page. It is not measured any more: see the page speed figures instead.",
  unit: "seconds",
});

/** NOTE matomo: figures that stand in lists without a word about them. */
const unexplained =
  /^(label|items|quantity|orders|nb_keywords|max_actions.*|revenue.*|ecommerce_revenue|avg_price|avg_quantity|avg_order_revenue|avg_time_on_dimension|nb_conversions|nb_visits_converted|Referrers_.*)$|_(evolution|percentage|new|returning)$/;

export function isExplained(id: string): boolean {
  return !unexplained.test(id);
}

/** Tells of a figure of a report: as the report itself declares it, else as any report does. */
export function figureFactsOf(reports: readonly Report[]): (report: Report, id: string) => FigureFacts {
  const anywhere = new Map<string, Metric>([[generationTime.id, generationTime]]);
  for (const { metrics, processed = [] } of reports)
    for (const each of [...metrics, ...processed]) if (!anywhere.has(each.id)) anywhere.set(each.id, each);
  return (report, id) => {
    const found = metricOf(report, id) ?? anywhere.get(id);
    const name = found?.name ?? (id === "label" ? "Label" : id);
    return { name, docs: found?.docs ?? anywhere.get(id)?.docs ?? `${name}.` };
  };
}

/** The kind of a figure, as its name tells it. */
export function typeOf(id: string): "percent" | "money" | "duration_s" | "number" {
  if (/_(evolution|rate|percentage|percent)(_|$)/.test(id)) return "percent";
  if (/revenue|price/.test(id)) return "money";
  return /^avg_(time|page_load_time)/.test(id) ? "duration_s" : "number";
}
