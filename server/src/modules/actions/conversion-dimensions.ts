import { type Dimension, dimension } from "../../catalog/dimension.ts";
import { sql } from "../../db/sql.ts";
import { pagePath } from "./paths.ts";

/** What conversions know of the pages that their visit had met by then: reports need not look for these among the actions. */

/** Whether the other columns tell. Where a visit met too many pages before, they do not. */
export const metKnown = dimension({
  id: "metKnown",
  name: "Whether the pages met before a conversion are known",
  column: { table: "conversions", name: "met_known", type: "UInt8" },
});

/** An address for each view of a page, without its prefix; empty where it has none. */
export const metUrls = dimension({
  id: "metUrls",
  name: "Page URLs met before a conversion",
  column: { table: "conversions", name: "met_urls", type: "Array(String)" },
});

/** Where these pages stand in their tree. */
export const metPaths = dimension({
  id: "metPaths",
  name: "Paths of the Page URLs met before a conversion",
  column: {
    table: "conversions",
    name: "met_paths",
    type: "Array(String)",
    computed: sql`arrayMap(met_url -> ${pagePath(sql`met_url`)}, met_urls)`,
  },
});

/** A title for each view of a page; empty where it has none. */
export const metTitles = dimension({
  id: "metTitles",
  name: "Page Titles met before a conversion",
  column: { table: "conversions", name: "met_titles", type: "Array(String)" },
});

export const conversionDimensions: readonly Dimension[] = [metKnown, metUrls, metPaths, metTitles];
