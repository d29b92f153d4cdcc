import type { Listing, SiteDefinitions, Variant } from "../../catalog/listing.ts";

/** The report of each custom dimension, with those of visits or with those of pages. */
export function listedDimensions({ customDimensions }: SiteDefinitions): readonly Variant[] {
  return customDimensions.map(({ dimension, name, scope }) => ({
    name,
    place: [scope === "visit" ? "Visitors" : "Actions", `customdimension${dimension}`, 100 + dimension],
    parameters: { idDimension: String(dimension) },
    page: { id: `customdimension${dimension}`, name },
    listing: { ...(scope === "visit" ? ofVisits : ofActions), dimension: name, below: "getCustomDimension", unexplained: true },
  }));
}

const ofVisits: Listing = {
  metrics: ["nb_visits", "nb_actions"],
  processed: ["avg_time_on_site", "bounce_rate", "nb_actions_per_visit"],
  names: { avg_time_on_site: "Avg. Time on Website" },
};

const ofActions: Listing = {
  metrics: ["nb_hits", "nb_visits"],
  processed: ["avg_time_on_dimension", "bounce_rate", "exit_rate", "avg_time_generation"],
  names: {
    avg_time_on_site: "Avg. Time on Website",
    nb_hits: "Actions",
    nb_visits: "Unique Actions",
    avg_time_on_dimension: "Avg. Time On Dimension",
    exit_rate: "Exit rate",
  },
};
