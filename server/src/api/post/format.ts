import { findCurrency } from "../../base/currencies.ts";
import { durationAsClock, durationInWords } from "../../base/duration.ts";
import { moneyText, percentText } from "../../base/number-text.ts";
import type { Metric } from "../../catalog/metric.ts";
import type { Value } from "../../catalog/table.ts";
import { textOf } from "../request.ts";
import { type Filter, mapRows, type PostContext } from "./filter.ts";
import { metricsIn } from "./metrics.ts";

/**
 * `format_metrics`: figures as texts, `40%`, `6 min 51s`, `€14.50`. 0 leaves numbers, 1 formats ratios, `all` money too.
 * NOTE matomo: where nothing is said (`bc`), only percentages are formatted, and only those with the names of old.
 */
export const format: Filter = (table, context) => {
  const mode = textOf(context.params, "format_metrics") || "bc";
  if (mode === "0") return table;
  const told = { sign: signOf(context), language: context.query.language };
  const metrics = metricsIn(table, context).filter((metric) => isFormatted(metric, mode));
  if (metrics.length === 0) return table;
  return mapRows(table, (row) => {
    const columns: Record<string, Value> = { ...row.columns };
    for (const metric of metrics) {
      const value = columns[metric.id];
      if (value !== undefined) columns[metric.id] = formatted(value, metric, told);
    }
    return { ...row, columns };
  });
};

const oldPercentages =
  /^bounce_rate|conversion_rate|abandoned_rate|interaction_rate|exit_rate|^nb_visits_percentage$|_evolution$|_percent$/;

function isFormatted({ id, unit, compute }: Metric, mode: string): boolean {
  if (mode === "bc") return unit === "percent" && oldPercentages.test(id);
  return compute !== undefined || unit === "percent" || (mode === "all" && unit === "money");
}

interface Manner {
  /** Of the currency. */
  readonly sign: string;
  readonly language: string | undefined;
}

function formatted(value: Value, { unit }: Metric, { sign, language }: Manner): Value {
  if (typeof value !== "number") return value;
  switch (unit) {
    case "percent":
      return percentText(value, language);
    case "seconds":
      return durationInWords(value);
    case "clock":
      return durationAsClock(value);
    case "money":
      return moneyText(value, sign);
    default:
      return value;
  }
}

/** The sign of the currency, that of the first site where there are several. */
function signOf({ query }: PostContext): string {
  const code = query.sites[0]?.currency ?? "";
  return findCurrency(code)?.symbol ?? code;
}
