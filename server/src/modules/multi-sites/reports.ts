import { naturalOrder } from "../../base/natural-order.ts";
import { flag, text } from "../../catalog/params.ts";
import type { Period, Query, QuerySite } from "../../catalog/query.ts";
import { custom, type Report, type ReportContext, report } from "../../catalog/report.ts";
import type { Answer, Row } from "../../catalog/table.ts";
import { answerFor } from "../../reporting/answers.ts";
import { comparisons } from "./compare.ts";
import { figures } from "./figures.ts";
import { figuresFor, only, readComparison, readFigures, siteMetadata } from "./site-rows.ts";

const metrics = figures.map(({ metric }) => metric);

/** Sites whose name or number the parameter `pattern` is in; all where it is empty. */
function matching({ sites, params }: Query): readonly QuerySite[] {
  const pattern = String(params.pattern ?? "").toLowerCase();
  return sites.filter(({ id, name }) => name.toLowerCase().includes(pattern) || String(id) === pattern);
}

/** NOTE matomo: a site without visits is told of only where the request asks for more than the basic figures. */
function isTold({ columns }: Row, { params }: Query): boolean {
  return Boolean(params.enhanced) || columns.nb_visits !== 0;
}

function byVisits(one: Row, other: Row): number {
  return (
    Number(other.columns.nb_visits) - Number(one.columns.nb_visits) || naturalOrder(String(one.columns.label), String(other.columns.label))
  );
}

async function compareSites(query: Query, context: ReportContext): Promise<Answer> {
  const cellsOf = await readComparison(query, context);
  const rows = matching(query).map((site): Row => {
    const { columns, metadata } = cellsOf(site);
    return { columns: { label: site.name, ...columns }, metadata };
  });
  return { kind: "table", rows: rows.filter((row) => isTold(row, query)).sort(byVisits) };
}

/** NOTE matomo: over several periods figures are not compared, and a single site is no table. */
async function listSites(query: Query, context: ReportContext): Promise<Answer> {
  const wanted = figuresFor(query);
  const figuresOf = await readFigures(query, wanted, context);
  const rowOf = (site: QuerySite, period: Period): Row => {
    const told = wanted.filter(({ ofShops }) => !ofShops || site.ecommerce);
    return {
      columns: { label: site.name, ...only(figuresOf(site.id, period), told) },
      metadata: { idsite: site.id, ...siteMetadata(site) },
    };
  };
  const entries = query.periods.map((period) => {
    const rows = matching(query).map((site) => rowOf(site, period));
    const told = rows.filter((row) => isTold(row, query)).sort(byVisits);
    const answer: Answer = rows.length === 1 && told[0] ? { kind: "single", columns: told[0].columns } : { kind: "table", rows: told };
    return [period.label, answer] as const;
  });
  return { kind: "map", key: "date", entries };
}

/** How both reports are listed. */
const listing = {
  dimension: "Website",
  ownRatios: true,
  metrics: ["nb_visits", "nb_actions", "nb_pageviews", "revenue", "nb_conversions", "orders", "ecommerce_revenue"],
  processed: [
    "visits_evolution",
    "actions_evolution",
    "pageviews_evolution",
    "revenue_evolution",
    "nb_conversions_evolution",
    "orders_evolution",
    "ecommerce_revenue_evolution",
  ],
} as const;

export const getAll = report({
  method: "MultiSites.getAll",
  name: "All Websites dashboard",
  docs: "Visits, actions, pageviews and revenue of all websites, and how they compare with the period before.",
  place: ["All Websites", "", 4],
  listing,
  rows: custom((query, context) => (query.severalPeriods ? listSites(query, context) : compareSites(query, context))),
  metrics,
  processed: comparisons,
  allSites: true,
  params: { enhanced: flag().or(false), pattern: text().or("") },
});

async function compareSite(query: Query, context: ReportContext): Promise<Answer> {
  if (!query.severalPeriods) {
    const cellsOf = await readComparison(query, context);
    return answerFor(query, (id) => ({ kind: "single", columns: cellsOf(siteOf(query, id)).columns }));
  }
  const wanted = figuresFor(query);
  const figuresOf = await readFigures(query, wanted, context);
  return answerFor(query, (id, period) => {
    const told = wanted.filter(({ ofShops }) => !ofShops || siteOf(query, id).ecommerce);
    return { kind: "single", columns: only(figuresOf(id, period), told) };
  });
}

function siteOf({ sites }: Query, id: number): QuerySite {
  return sites.find((site) => site.id === id)!;
}

export const getOne = report({
  method: "MultiSites.getOne",
  name: "Single Website dashboard",
  docs: "Visits, actions, pageviews and revenue of a website, and how they compare with the period before.",
  place: ["All Websites", "", 5],
  listing,
  rows: custom(compareSite),
  metrics,
  processed: comparisons,
  params: { enhanced: flag().or(false) },
});

export const reports: readonly Report[] = [getAll, getOne];
