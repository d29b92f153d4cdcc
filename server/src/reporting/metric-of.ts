import type { Metric } from "../catalog/metric.ts";
import type { Report } from "../catalog/report.ts";
import { conversions, revenue } from "./goal-columns.ts";

/** The metric behind a column of a report's answers, among its figures, its ratios and its goals; undefined for labels and the like. */
export function metricOf(report: Report, column: string): Metric | undefined {
  const ofGoals = [...(report.goalMetrics ?? []), conversions, revenue];
  return [...report.metrics, ...(report.processed ?? []), ...ofGoals].find(({ id }) => id === column);
}
