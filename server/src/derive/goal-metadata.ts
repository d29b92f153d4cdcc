import type { Cells } from "../catalog/table.ts";
import { typeOf } from "./figure-facts.ts";

interface GoalFigures {
  readonly figures: Readonly<Record<string, string>>;
  readonly ratios: Readonly<Record<string, string>>;
}

const perVisit = { revenue_per_visit: "Revenue per Visit" };

/** What can be asked for by goal: of visits, of pages that were viewed before, and of pages by which visits were entered. */
const kinds: Readonly<Record<"visits" | "pages" | "entries", GoalFigures>> = {
  visits: { figures: { nb_conversions: "Conversions", revenue: "Revenue" }, ratios: perVisit },
  pages: {
    figures: { nb_conversions: "Conversions", nb_conversions_attrib: "Conversions", revenue_attrib: "Revenue" },
    ratios: { ...perVisit, nb_conversions_page_rate: "Viewed before conversion rate" },
  },
  entries: {
    figures: { nb_conversions: "Conversions", nb_conversions_entry: "Conversions", revenue_entry: "Revenue" },
    ratios: { ...perVisit, revenue_per_entry: "Revenue per Entry", nb_conversions_entry_rate: "Conversion Rate" },
  },
};

/** The figures of goals that a report can tell, with their kinds. */
export function goalMetadata(kind: keyof typeof kinds | "none"): Cells {
  if (kind === "none") return {};
  const { figures, ratios } = kinds[kind];
  const ids = [...Object.keys(ratios), ...Object.keys(figures), "conversion_rate"];
  // NOTE matomo: what an entry brought in is said to be a plain number.
  const types = ids.map((id): [string, string] => [id, id === "revenue_per_entry" ? "number" : typeOf(id)]);
  return { metricsGoal: figures, processedMetricsGoal: ratios, metricTypesGoal: Object.fromEntries(types) };
}
