import { text } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import { custom, type Report, type ReportContext, report } from "../../catalog/report.ts";
import type { Answer } from "../../catalog/table.ts";
import { type Sql, sql, typed } from "../../db/sql.ts";
import { answerFor, emptyTable } from "../../reporting/answers.ts";
import { conversions } from "../../reporting/goal-columns.ts";
import { readSums } from "../../reporting/sums.ts";
import { goalAsked } from "./goal-metrics.ts";
import { listedByGoal } from "./listed-goals.ts";

/** Rows for ranges of whole numbers: each range ends where the next one begins. */
interface Ranges {
  readonly starts: readonly number[];
  /** What is counted of a conversion. */
  readonly count: Sql;
  readonly unit: readonly [one: string, many: string];
}

export const getDaysToConversion = untilConversion({
  method: "Goals.getDaysToConversion",
  name: "Days to Conversion",
  docs: "How many days after their first visit visitors reached a goal.",
  place: ["Goals", "", 17],
  listing: {
    dimension: "Days to Conversion",
    metrics: ["nb_conversions"],
    processed: [],
    goals: "visits",
    constantRows: true,
    guide: true,
  },
  ranges: {
    starts: [0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 31, 61, 121, 365],
    count: sql`intDiv(ifNull(seconds_since_first, 0), 86400)`,
    unit: ["day", "days"],
  },
});

export const getVisitsUntilConversion = untilConversion({
  method: "Goals.getVisitsUntilConversion",
  name: "Visits to Conversion",
  docs: "In which of their visits visitors reached a goal.",
  place: ["Goals", "", 15],
  listing: {
    dimension: "Visits to Conversion",
    metrics: ["nb_conversions"],
    processed: [],
    goals: "visits",
    constantRows: true,
    guide: true,
  },
  ranges: { starts: [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 26, 51, 101], count: sql`visit_count`, unit: ["visit", "visits"] },
});

export const untilConversionReports: readonly Report[] = [getVisitsUntilConversion, getDaysToConversion];

function untilConversion({ ranges, listing = {}, ...declaration }: Omit<Report, "rows" | "metrics"> & { readonly ranges: Ranges }): Report {
  return report({
    ...declaration,
    listing: listedByGoal(listing, { nameOf: (goal) => `${goal} - ${declaration.name}` }),
    rows: custom((query, context) => runRanges(ranges, query, context)),
    metrics: [conversions],
    fixedOrder: true,
    params: { idGoal: text().or("") },
  });
}

/** Conversions of a goal, or of all goals but orders and carts, by range. */
async function runRanges(ranges: Ranges, query: Query, context: ReportContext): Promise<Answer> {
  const goal = goalAsked(String(query.params.idGoal ?? ""));
  const range = sql`arrayCount(start -> start <= ${ranges.count}, ${typed("Array(UInt32)", ranges.starts)})`;
  const where = goal === undefined ? sql`goal > 0` : sql`goal = ${goal}`;
  const sumsOf = await readSums(query, { table: "conversions", by: { range }, metrics: [conversions], where }, context);
  return answerFor(query, (site, at) => {
    const sums = sumsOf(site, at);
    if (sums.length === 0) return emptyTable;
    const countIn = (index: number) => sums.find(({ by }) => Number(by.range) === index + 1)?.figures.nb_conversions ?? 0;
    return {
      kind: "table",
      rows: ranges.starts.map((_, index) => ({ columns: { label: labelOf(ranges, index), nb_conversions: countIn(index) } })),
    };
  });
}

/** "1 day", "8-14 days", "365+ days". */
function labelOf({ starts, unit: [one, many] }: Ranges, index: number): string {
  const start = starts[index]!;
  const next = starts[index + 1];
  if (next === undefined) return `${start}+ ${many}`;
  return next > start + 1 ? `${start}-${next - 1} ${many}` : `${start} ${start === 1 ? one : many}`;
}
