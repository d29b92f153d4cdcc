import { withoutExcluded } from "../../base/excluded-parameters.ts";
import type { Metric } from "../../catalog/metric.ts";
import { text } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import { type Report, report } from "../../catalog/report.ts";
import { leaf } from "../../catalog/tree.ts";
import type { Records } from "../../db/records.ts";
import { excludedParametersOf, readSettings } from "../../db/settings.ts";
import { findSite } from "../../db/sites.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { entryGoalMetrics, pageGoalMetrics } from "./goal-metrics.ts";
import { loadFigures, loadRatios } from "./load-metrics.ts";
import {
  entryFigures,
  exitFigures,
  hits,
  hitsFollowingSearch,
  pageRatios,
  timeSpent,
  titled,
  visitors,
  visitsWith,
} from "./page-metrics.ts";
import { pagePath } from "./paths.ts";
import { pageTitleTree, pageUrlTree } from "./trees.ts";

const pageFigures: readonly Metric[] = [
  visitsWith(sql`first_of_url`),
  ...visitors,
  hits,
  timeSpent,
  hitsFollowingSearch,
  ...loadFigures,
  ...entryFigures,
  ...exitFigures,
];

const asPages: readonly Metric[] = [...pageFigures, ...loadRatios, ...pageRatios];
const asVisited = titled(asPages, { nb_visits: "Visits" });

const flatAs = (dimension: string) => ({ separator: "/", dimensions: [`Actions_${dimension}`] });

export const getPageUrls = report({
  method: "Actions.getPageUrls",
  name: "Page URLs",
  docs: "The pages that were viewed, by their addresses, in folders.",
  place: ["Actions", "Pages", 2],
  listing: {
    dimension: "Page URL",
    metrics: ["nb_hits", "nb_visits"],
    processed: ["avg_time_on_page", "bounce_rate", "exit_rate", "avg_time_generation"],
    below: "getPageUrls",
    related: ["Actions.getEntryPageUrls", "Actions.getExitPageUrls"],
    goals: "pages",
  },
  comparesAlone: "leaves",
  rows: pageUrlTree({ segment: "pageUrl" }),
  metrics: asPages,
  goals: true,
  goalMetrics: pageGoalMetrics,
  flat: flatAs("PageUrl"),
});

const getEntryPageUrls = report({
  method: "Actions.getEntryPageUrls",
  name: "Entry pages",
  docs: "The pages with which visits began, by their addresses.",
  place: ["Actions", "Entry pages", 3],
  listing: {
    dimension: "Entry Page URL",
    metrics: ["entry_nb_visits", "entry_bounce_count"],
    processed: ["bounce_rate", "avg_time_generation"],
    below: "getEntryPageUrls",
    related: ["Actions.getEntryPageTitles"],
    explained: ["entry_nb_visits", "entry_bounce_count", "avg_time_on_page", "avg_time_generation"],
    goals: "entries",
    alsoTyped: ["avg_time_on_page", "exit_rate"],
  },
  comparesAlone: "leaves",
  rows: pageUrlTree({ segment: "entryPageUrl", having: "entry_nb_visits" }),
  metrics: asVisited,
  goals: true,
  goalMetrics: entryGoalMetrics,
  flat: flatAs("EntryPageUrl"),
});

const getExitPageUrls = report({
  method: "Actions.getExitPageUrls",
  name: "Exit pages",
  docs: "The pages with which visits ended, by their addresses.",
  place: ["Actions", "Exit pages", 4],
  listing: {
    dimension: "Exit Page URL",
    metrics: ["exit_nb_visits", "nb_visits"],
    processed: ["exit_rate", "avg_time_generation"],
    explained: ["exit_nb_visits", "nb_visits", "exit_rate", "avg_time_generation", "avg_time_on_page", "bounce_rate"],
    below: "getExitPageUrls",
    related: ["Actions.getExitPageTitles"],
    alsoTyped: ["avg_time_on_page", "bounce_rate"],
  },
  comparesAlone: "leaves",
  rows: pageUrlTree({ segment: "exitPageUrl", having: "exit_nb_visits" }),
  metrics: asPages,
  flat: flatAs("ExitPageUrl"),
});

const getPageUrlsFollowingSiteSearch = report({
  method: "Actions.getPageUrlsFollowingSiteSearch",
  name: "Pages Following a Site Search",
  docs: "The pages to which visitors went from the results of a search within the site, by their addresses.",
  place: ["Actions", "Site Search", 16],
  listing: {
    dimension: "Destination Page",
    metrics: ["nb_hits_following_search", "nb_hits"],
    processed: [],
    related: ["Actions.getPageTitlesFollowingSiteSearch"],
    guide: true,
    alsoTyped: ["avg_time_generation", "avg_time_on_page", "bounce_rate", "exit_rate"],
  },
  rows: pageUrlTree({ having: "nb_hits_following_search" }),
  metrics: asVisited,
  flat: flatAs("DestinationPage"),
});

export const getPageTitles = report({
  method: "Actions.getPageTitles",
  name: "Page titles",
  docs: "The pages that were viewed, by their titles.",
  place: ["Actions", "Page titles", 5],
  listing: {
    dimension: "Page Title",
    metrics: ["nb_hits", "nb_visits"],
    processed: ["avg_time_on_page", "bounce_rate", "exit_rate", "avg_time_generation"],
    below: "getPageTitles",
    related: ["Actions.getEntryPageTitles", "Actions.getExitPageTitles"],
    goals: "pages",
  },
  comparesAlone: "leaves",
  rows: pageTitleTree({ segment: "pageTitle" }),
  metrics: asPages,
  goals: true,
  goalMetrics: pageGoalMetrics,
  flat: flatAs("PageTitle"),
});

const getEntryPageTitles = report({
  method: "Actions.getEntryPageTitles",
  name: "Entry page titles",
  docs: "The pages with which visits began, by their titles.",
  place: ["Actions", "Entry pages", 6],
  listing: {
    dimension: "Entry Page title",
    metrics: ["entry_nb_visits", "entry_bounce_count"],
    processed: ["bounce_rate", "avg_time_generation"],
    below: "getEntryPageTitles",
    related: ["Actions.getPageTitles", "Actions.getEntryPageUrls"],
    goals: "entries",
    alsoTyped: ["avg_time_on_page", "exit_rate"],
  },
  comparesAlone: "leaves",
  rows: pageTitleTree({ segment: "entryPageTitle", having: "entry_nb_visits" }),
  metrics: asVisited,
  goals: true,
  goalMetrics: entryGoalMetrics,
  flat: flatAs("EntryPageTitle"),
});

const getExitPageTitles = report({
  method: "Actions.getExitPageTitles",
  name: "Exit page titles",
  docs: "The pages with which visits ended, by their titles.",
  place: ["Actions", "Exit pages", 7],
  listing: {
    dimension: "Exit Page Title",
    metrics: ["exit_nb_visits", "nb_visits"],
    processed: ["exit_rate", "avg_time_generation"],
    below: "getExitPageTitles",
    related: ["Actions.getPageTitles", "Actions.getExitPageUrls"],
    alsoTyped: ["avg_time_on_page", "bounce_rate"],
  },
  comparesAlone: "leaves",
  rows: pageTitleTree({ segment: "exitPageTitle", having: "exit_nb_visits" }),
  metrics: asPages,
  flat: flatAs("ExitPageTitle"),
});

const getPageTitlesFollowingSiteSearch = report({
  method: "Actions.getPageTitlesFollowingSiteSearch",
  name: "Page Titles Following a Site Search",
  docs: "The pages to which visitors went from the results of a search within the site, by their titles.",
  place: ["Actions", "Site Search", 19],
  listing: {
    dimension: "Destination Page",
    metrics: ["nb_hits_following_search", "nb_hits"],
    processed: [],
    related: ["Actions.getPageUrlsFollowingSiteSearch"],
    guide: true,
    alsoTyped: ["avg_time_generation", "avg_time_on_page", "bounce_rate", "exit_rate"],
  },
  rows: pageTitleTree({ having: "nb_hits_following_search" }),
  metrics: asVisited,
  flat: flatAs("DestinationPage"),
});

/** NOTE matomo: asked for alone, a page does not tell how fast it loads. */
const ofOnePage = asPages.filter((metric) => ![...loadFigures, ...loadRatios].includes(metric));

/** Where the page stands that `pageUrl` names: pages are stored without the parameters that their site excludes. */
async function pathOfAsked({ params, sites: [site] }: Query, records: Records | undefined): Promise<Sql> {
  const stored = records && site && (await findSite(records, site.id));
  const excluded = stored ? excludedParametersOf(stored, await readSettings(records)) : [];
  return pagePath(sql`${withoutExcluded(String(params.pageUrl), excluded).replace(/^https?:\/\//i, "")}`);
}

const getPageUrl = report({
  method: "Actions.getPageUrl",
  name: "Page URL",
  docs: "The figures of one page, by its whole address.",
  rows: leaf(pageUrlTree({}), pathOfAsked),
  metrics: ofOnePage,
  params: { pageUrl: text() },
});

const getPageTitle = report({
  method: "Actions.getPageTitle",
  name: "Page title",
  docs: "The figures of the pages with one title.",
  rows: leaf(pageTitleTree({}), ({ params }) => String(params.pageName).trim()),
  metrics: ofOnePage,
  params: { pageName: text() },
});

export const pageReports: readonly Report[] = [
  getPageUrls,
  getEntryPageUrls,
  getExitPageUrls,
  getPageUrlsFollowingSiteSearch,
  getPageTitles,
  getEntryPageTitles,
  getExitPageTitles,
  getPageTitlesFollowingSiteSearch,
  getPageUrl,
  getPageTitle,
];
