import { metric } from "../../catalog/metric.ts";
import { byValue, type Report, report } from "../../catalog/report.ts";
import { sql } from "../../db/sql.ts";
import { quotient } from "../../reporting/rounding.ts";
import { dailyVisitors, uniqueVisitors } from "../../reporting/visit-metrics.ts";
import { searchCategory } from "./action-dimensions.ts";
import { exitFigures, hits, pageRatios, pagesPerSearch, timeSpent, titled, visitsWith } from "./page-metrics.ts";
import { keywordTree } from "./trees.ts";

const exits = exitFigures.filter(({ id }) => id === "exit_nb_visits");
const keywordFigures = titled([visitsWith(sql`first_of_name`), hits, timeSpent, ...exits, pagesPerSearch, ...pageRatios], {
  nb_visits: "Searches",
  exit_rate: "% Search Exits",
}).map((each) => (each.id === "exit_rate" ? { ...each, docs: "The share of searches with which visits ended." } : each));

const getSiteSearchKeywords = report({
  method: "Actions.getSiteSearchKeywords",
  name: "Site Search Keywords",
  docs: "What visitors searched for within the site.",
  place: ["Actions", "Site Search", 15],
  listing: {
    dimension: "Keyword",
    metrics: ["nb_visits", "nb_pages_per_search"],
    processed: ["exit_rate"],
    guide: true,
    alsoTyped: ["avg_time_generation", "avg_time_on_page", "bounce_rate"],
  },
  rows: keywordTree(),
  metrics: keywordFigures,
});

const getSiteSearchNoResultKeywords = report({
  method: "Actions.getSiteSearchNoResultKeywords",
  name: "Search Keywords with No Results",
  docs: "What visitors searched for within the site without finding anything.",
  place: ["Actions", "Site Search", 18],
  listing: {
    dimension: "Keyword with No Search Result",
    metrics: ["nb_visits"],
    processed: ["exit_rate"],
    guide: true,
    alsoTyped: ["avg_time_generation", "avg_time_on_page", "bounce_rate"],
  },
  rows: keywordTree({ withoutResults: true }),
  metrics: keywordFigures,
});

const getSiteSearchCategories = report({
  method: "Actions.getSiteSearchCategories",
  name: "Search Categories",
  docs: "The categories within which visitors searched the site.",
  place: ["Actions", "Site Search", 20],
  listing: {
    metrics: ["nb_visits", "nb_pages_per_search", "exit_rate"],
    processed: [],
    names: { exit_rate: "% Search Exits" },
    guide: true,
  },
  comparesAlone: "rows",
  rows: byValue(searchCategory, { among: sql`search_category <> ''` }),
  metrics: [
    metric({
      id: "nb_visits",
      name: "Searches",
      docs: "How many visits searched within the category.",
      unit: "count",
      sql: sql`uniqExact(day, visit)`,
    }),
    metric({ id: "nb_actions", name: "Actions", docs: "How many searches there were.", unit: "count", sql: sql`count()` }),
    { ...uniqueVisitors, span: "oneDay", hidden: true },
    dailyVisitors,
    metric({
      ...pagesPerSearch,
      needs: ["nb_actions", "nb_visits"],
      compute: (row) => quotient(Number(row.nb_actions), Number(row.nb_visits), 1),
    }),
  ],
});

export const searchReports: readonly Report[] = [getSiteSearchKeywords, getSiteSearchNoResultKeywords, getSiteSearchCategories];
