import { notAllowed } from "../../base/errors.ts";
import type { Metric } from "../../catalog/metric.ts";
import type { Query } from "../../catalog/query.ts";
import { custom, type Report, type ReportContext, report } from "../../catalog/report.ts";
import type { Answer } from "../../catalog/table.ts";
import { answerFor, emptyTable, isMap } from "../../reporting/answers.ts";
import { finishFigures } from "../../reporting/figures.ts";
import { readSums } from "../../reporting/sums.ts";
import { visits } from "../../reporting/visit-metrics.ts";
import {
  distinctCampaigns,
  distinctEngines,
  distinctKeywords,
  distinctNetworks,
  distinctPages,
  distinctWebsites,
  visitCounts,
  visitShares,
  wholeId,
} from "./overview-metrics.ts";

/** Columns that visits and conversions have in common. */
const columns = ["referrer_type", "referrer_name", "referrer_keyword"];

const ofVisits = [...visitCounts, distinctPages, visits];
const distinctCounts = [distinctEngines, distinctNetworks, distinctKeywords, distinctWebsites, distinctPages, distinctCampaigns];
const ofBoth = [distinctEngines, distinctNetworks, distinctKeywords, distinctWebsites, distinctCampaigns];

export const get = overview("get", {
  name: "Referrers Overview",
  docs: "How many visits came directly, and from search engines, websites, campaigns and social networks; and how many of those there are.",
  place: ["Referrers", "", 1],
  listing: {
    metrics: [...visitCounts, ...visitShares, ...distinctCounts].map(({ id }) => id).filter((id) => id !== distinctPages.id),
    processed: [],
  },
  metrics: [...visitCounts, ...distinctCounts, ...visitShares],
});

export const overviewReports: readonly Report[] = [
  get,
  count("SearchEngines", "How many search engines led visitors here.", distinctEngines),
  count("SocialNetworks", "How many social networks visitors came from.", distinctNetworks),
  count("Keywords", "How many keywords visitors had searched for.", distinctKeywords),
  count("Campaigns", "How many campaigns visitors followed.", distinctCampaigns),
  count("Websites", "How many websites visitors came from.", distinctWebsites),
  count("WebsitesUrls", "How many pages of other websites visitors came from.", distinctPages),
];

function count(action: string, docs: string, metric: Metric): Report {
  return overview(`getNumberOfDistinct${action}`, { name: metric.name, docs, metrics: [metric] });
}

function overview(action: string, declaration: Omit<Report, "method" | "rows">): Report {
  const rows = custom((query, context) => runOverview(declaration.metrics, query, context));
  return report({ method: `Referrers.${action}`, rows, ...declaration });
}

async function runOverview(metrics: readonly Metric[], query: Query, context: ReportContext): Promise<Answer> {
  if (query.severalSites && metrics.length > 1)
    throw notAllowed("Referrers of several websites in one overview are not supported: ask for one idSite at a time.");
  const [visitsOf, bothOf] = await Promise.all([
    readSums(query, { table: "visits", metrics: ofVisits }, context),
    readSums(query, { table: "visits", metrics: ofBoth, also: { table: "conversions", columns } }, context),
  ]);
  const places = query.sites.flatMap(({ id }) => query.periods.map((at) => visitsOf(id, at)[0]?.figures.nb_visits ?? 0));
  // NOTE matomo: of several periods, too, a share is one of all visits of the answer.
  const whole = places.reduce((sum, count) => sum + count, 0);
  return answerFor(query, (site, at) => {
    const [sums] = visitsOf(site, at);
    if (!sums && isMap(query)) return emptyTable;
    const all: Readonly<Record<string, number>> = { ...sums?.figures, ...bothOf(site, at)[0]?.figures, [wholeId]: whole };
    // NOTE matomo: within a map, counts of which none counts anything are left out.
    const isSilent = isMap(query) && distinctCounts.every(({ id }) => all[id] === 0);
    const told = isSilent ? metrics.filter((metric) => !distinctCounts.includes(metric)) : metrics;
    return { kind: "single", columns: finishFigures(told, all) };
  });
}
