import { expect, it } from "vitest";
import { dimension } from "../catalog/dimension.ts";
import { byValue, report, totals } from "../catalog/report.ts";
import { visitMetrics, visitRatios, visitTotals } from "../reporting/visit-metrics.ts";
import { figureFactsOf } from "./figure-facts.ts";
import { graphAddresses } from "./graph-addresses.ts";
import { reportsFor } from "./list-reports.ts";
import { uniqueIdOf } from "./listed-report.ts";
import { reportMetadata } from "./report-metadata.ts";

const rows = byValue(dimension({ id: "colour", name: "Colour" }));
const figures = { rows, metrics: visitMetrics, processed: visitRatios, docs: "What it tells." };
const colours = report({ ...figures, method: "Paint.getColours", name: "Colours", place: ["Visitors", "Devices", 2], goals: true });
const shades = report({ ...figures, method: "Paint.getShades", name: "Shades", place: ["Visitors", "Devices", 1] });
const goals = report({
  ...figures,
  method: "Goals.get",
  name: "Goals",
  place: ["Goals", "", 1],
  rows: totals(),
  metrics: visitTotals,
  listing: {
    metrics: ["nb_conversions"],
    processed: [],
    each: ({ goals }) => goals.map(({ goal, name }) => ({ name, place: ["Visitors", "Devices", goal], parameters: { idGoal: goal } })),
  },
});
const products = report({
  ...figures,
  method: "Goals.getItems",
  name: "Products",
  place: ["Ecommerce", "", 1],
  listing: { inShops: true },
});
const unlisted = report({ ...figures, method: "Paint.getNothing", name: "Nothing" });
const declared = [goals, products, colours, shades, unlisted];

const site = { ecommerce: true, goals: [{ goal: 3, name: "Signed up" }], customDimensions: [] };
const options = {
  factsOf: figureFactsOf(declared),
  withoutDocs: false,
  withGoals: false,
  isShown: () => true,
  guideTo: (method: string) => `guide to ${method}`,
  graphsOf: () => ({}),
  nameOf: (method: string) => method,
  say: (english: string) => english,
  withFilters: false,
};

it("lists reports by place, once more for each goal, and those of shops where something is sold", () => {
  expect(reportsFor(declared, site).map(uniqueIdOf)).toEqual([
    "Paint_getShades",
    "Paint_getColours",
    "Goals_get_idGoal--3",
    "Goals_getItems",
    "Goals_get",
  ]);
  expect(reportsFor([goals, products], { ...site, ecommerce: false, goals: [] }).map(({ name }) => name)).toEqual(["Goals"]);
});

it("tells of a report what follows from its declaration, and nothing that would be empty", () => {
  const [, listed] = reportsFor(declared, site);
  const { metricsDocumentation, ...told } = reportMetadata(listed!, options);
  expect(told).toMatchObject({
    module: "Paint",
    action: "getColours",
    dimension: "Colour",
    documentation: "What it tells.",
    metrics: { nb_visits: "Visits", nb_uniq_visitors: "Unique visitors", nb_actions: "Actions", nb_users: "Users" },
    metricTypes: { nb_visits: "number", avg_time_on_site: "duration_s", bounce_rate: "percent" },
    metricsGoal: { nb_conversions: "Conversions", revenue: "Revenue" },
  });
  expect(told.processedMetrics).not.toHaveProperty("conversion_rate");
  expect(told).not.toHaveProperty("relatedReports");
  expect(Object.values(metricsDocumentation as object).every((words) => words !== "")).toBe(true);
});

it("leaves out columns and explanations that nobody asked for", () => {
  const [listed] = reportsFor(declared, site);
  const told = reportMetadata(listed!, { ...options, withoutDocs: true, isShown: (column) => column === "nb_visits" });
  expect(told.metrics).toEqual({ nb_visits: "Visits" });
  expect(told).not.toHaveProperty("metricsDocumentation");
  expect(told).not.toHaveProperty("processedMetrics");
});

it("says names in another language, and how rows are sorted and cut, where that is asked for", () => {
  const [listed] = reportsFor(declared, site);
  const told = reportMetadata(listed!, { ...options, say: (english) => `${english}!`, withFilters: true });
  expect(told).toMatchObject({
    ...{ name: "Shades!", category: "Visitors!", dimension: "Colour!", metrics: { nb_visits: "Visits!" } },
    defaultFilters: { filter_limit: 100, filter_offset: 0, filter_sort_column: "nb_visits", filter_sort_order: "desc" },
  });
});

it("puts the goal and the periods in addresses of pictures", () => {
  const listed = reportsFor([goals], site).find(({ parameters }) => parameters?.idGoal === 3)!;
  const request = {
    site: 1,
    single: { period: "day", date: "today" },
    overTime: { period: "day", date: "2026-06-01,2026-06-30" },
    further: {},
  };
  expect(graphAddresses(listed, request).imageGraphUrl).toBe(
    "index.php?module=API&method=ImageGraph.get&idSite=1&apiModule=Goals&apiAction=get&idGoal=3&period=day&date=2026-06-01,2026-06-30",
  );
});
