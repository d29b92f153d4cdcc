import { translate } from "../../base/translate.ts";
import type { Metric } from "../../catalog/metric.ts";
import type { Cells, Row, Value } from "../../catalog/table.ts";
import { cellComputer } from "./added-columns.ts";
import { type Filter, mapSubtable } from "./filter.ts";
import { wholeNumber } from "./filter-params.ts";
import { labelsIn } from "./label.ts";
import { metricsIn } from "./metrics.ts";

/** `filter_truncate`: keeps so many rows and adds up the others in one, unless that would be a single row. */
export const truncate: Filter = (table, context) => {
  const count = wholeNumber(context.params, "filter_truncate", -1);
  if (count < 0 || labelsIn(context.params.label).length > 0) return table;
  const metrics = metricsIn(table, context);
  const told = toldOfOthers[context.report.method];
  const label = translate("Others", context.query.language);
  const others = told ? { metadata: told } : {};
  const truncated = (rows: readonly Row[]): readonly Row[] => {
    const kept = rows.length <= count + 1 ? rows : [...rows.slice(0, count), { ...addUp(rows.slice(count), metrics, label), ...others }];
    return kept.map((row) => mapSubtable(row, (below) => ({ ...below, rows: truncated(below.rows) })));
  };
  return { ...table, rows: truncated(table.rows) };
};

/** NOTE matomo: what these reports tell beside the figures they tell of the added-up row too. */
const toldOfOthers: Readonly<Record<string, Cells>> = {
  "UserCountry.getCountry": { logoHeight: 16 },
  "UserCountry.getContinent": { code: -1 },
  "Referrers.getSearchEngines": { url: "URL unknown!", logo: "plugins/Morpheus/icons/dist/searchEngines/xx.png" },
};

/** One row for many: sums, greatest and least values by what the metrics say, and ratios worked out anew. */
function addUp(rows: readonly Row[], metrics: readonly Metric[], label: string): Row {
  const ratios = metrics.filter(({ compute }) => compute);
  const sums: Record<string, Value> = { label };
  for (const { columns } of rows)
    for (const [column, value] of Object.entries(columns))
      if (column !== "label" && !ratios.some(({ id }) => id === column))
        sums[column] = merged(sums[column], value, metrics.find(({ id }) => id === column)?.merge ?? mergeOf(column));
  return { columns: cellComputer(ratios)(sums) };
}

type Merge = "sum" | "max" | "min";

/** How a column without a metric merges. */
function mergeOf(column: string): Merge {
  return column.startsWith("max_") ? "max" : column.startsWith("min_") ? "min" : "sum";
}

function merged(before: Value | undefined, value: Value, merge: Merge): Value {
  if (before === undefined || before === null) return value;
  if (isCells(before) && isCells(value)) {
    const all = { ...before };
    for (const [name, inner] of Object.entries(value)) all[name] = merged(before[name], inner, mergeOf(name));
    return all;
  }
  if (value === null || Number.isNaN(Number(value)) || Number.isNaN(Number(before))) return before;
  const [one, other] = [Number(before), Number(value)];
  return merge === "sum" ? one + other : merge === "max" ? Math.max(one, other) : Math.min(one, other);
}

function isCells(value: Value): value is Cells {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
