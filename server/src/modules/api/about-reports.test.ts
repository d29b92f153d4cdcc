import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startRunningServer } from "../../../test/harness/running-server.ts";

type Json = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string>>;

const shop = "https://shop.example.com";
const hits: readonly (readonly [at: string, visitor: string, params: Texts])[] = [
  ["2026-02-27 09:00:00", "aaaaaaaaaaaaaaaa", { url: `${shop}/caps`, country: "de" }],
  ["2026-02-27 09:00:30", "aaaaaaaaaaaaaaaa", { url: `${shop}/thanks`, country: "de" }],
  ["2026-02-27 09:01:00", "aaaaaaaaaaaaaaaa", { url: `${shop}/hats/red`, country: "de" }],
  ["2026-02-28 10:00:00", "bbbbbbbbbbbbbbbb", { url: `${shop}/caps`, country: "us" }],
  ["2026-02-28 11:00:00", "cccccccccccccccc", { url: `${shop}/caps`, country: "de" }],
  ["2026-02-28 11:00:30", "cccccccccccccccc", { url: `${shop}/hats/red`, country: "de" }],
  ["2026-02-28 11:01:00", "cccccccccccccccc", { url: `${shop}/hats/blue`, country: "de" }],
];

let server: RunningServer;
const ask = async <Shape = Json>(method: string, params: Texts = {}) =>
  (await server.ask(`API.${method}`, { idSite: "1", ...params })) as Shape;

beforeAll(async () => {
  server = await startRunningServer({ FOOTFALL_NOW: "2026-03-01T12:00:00Z" });
  await server.ask("SitesManager.addSite", { siteName: "Shop", urls: shop, timezone: "UTC" });
  const goal = { name: "Thanks", matchAttribute: "url", pattern: "thanks", patternType: "contains", revenue: "5" };
  await server.ask("Goals.addGoal", { idSite: "1", ...goal });
  await server.ask("CustomDimensions.configureNewCustomDimension", { idSite: "1", name: "Level", scope: "visit", active: "1" });
  for (const [cdt, _id, params] of hits) await server.hit({ idsite: "1", token_auth: server.token, cdt, _id, ...params });
});
afterAll(() => server.close());

describe("lists of reports", () => {
  it("tell names in the language that is asked for", async () => {
    const [report] = await ask<readonly Json[]>("getMetadata", { apiModule: "UserCountry", apiAction: "getCountry", language: "de" });
    expect(report).toMatchObject({ category: "Besucher", name: "Land", dimension: "Land", metrics: { nb_visits: "Besuche" } });
  });

  it("tell how rows are sorted and cut, where that is asked for", async () => {
    const named = { apiModule: "UserCountry", apiAction: "getCountry" };
    const filters = { filter_limit: 100, filter_offset: 0, filter_sort_column: "nb_visits", filter_sort_order: "desc" };
    expect(await ask("getReportMetadata", { ...named, showDefaultFilters: "1" })).toMatchObject([{ defaultFilters: filters }]);
    expect((await ask<readonly Json[]>("getReportMetadata", named))[0]).not.toHaveProperty("defaultFilters");
  });
});

describe("widgets and pages", () => {
  it("are there for every report, and for what is no report", async () => {
    const widgets = await ask<readonly Json[]>("getWidgetMetadata");
    const ids = widgets.map(({ uniqueId }) => uniqueId);
    expect(ids).toEqual(expect.arrayContaining(["widgetUserCountrygetCountry", "widgetLivegetVisitorLog"]));
    expect(ids).toContain("widgetVisitsSummarygetEvolutionGraphforceView1viewDataTablegraphEvolution");
    expect(new Set(ids).size).toBe(ids.length);
    expect(widgets.find(({ uniqueId }) => uniqueId === "widgetUserCountrygetCountry")).toMatchObject({
      category: { id: "General_Visitors", name: "Visitors" },
      subcategory: { id: "UserCountry_SubmenuLocations", name: "Locations" },
      parameters: { module: "UserCountry", action: "getCountry" },
      ...{ viewDataTable: "table", isReport: true },
    });
  });

  it("stand page by page, with pages for goals and custom dimensions", async () => {
    const pages = await ask<readonly { readonly uniqueId: string; readonly widgets: readonly Json[] }[]>("getReportPagesMetadata");
    const ids = pages.map(({ uniqueId }) => uniqueId);
    expect(ids.slice(0, 2)).toEqual(["General_Visitors.General_Overview", "General_Visitors.Live_VisitorLog"]);
    expect(ids).toEqual(expect.arrayContaining(["Goals_Goals.1", "General_Visitors.customdimension1"]));
    expect(pages.every(({ widgets }) => widgets.length > 0)).toBe(true);
    expect(ids.some((id) => id.startsWith("Goals_Ecommerce"))).toBe(false);
  });
});

describe("the evolution of a row", () => {
  const countries = { apiModule: "UserCountry", apiAction: "getCountry", period: "day", date: "2026-02-27,2026-02-28" };

  it("tells of a goal in the place of the report's own figures", async () => {
    const told = await ask("getRowEvolution", { ...countries, label: "Germany", showGoalMetricsForGoal: "1" });
    expect(told).toMatchObject({
      metadata: { metrics: { nb_visits: { name: "Visits" }, goal_1_nb_conversions: { name: "Thanks Conversions", max: 1 } } },
      reportData: { "2026-02-27": [{ goal_1_nb_conversions: 1, goal_1_revenue: 5 }], "2026-02-28": [{ goal_1_nb_conversions: 0 }] },
    });
  });

  it("tells of each series of a comparison, under the names that the request gives", async () => {
    const told = await ask("getRowEvolution", {
      ...countries,
      "label[0]": "Germany",
      "label[1]": "Germany",
      ...{
        labelSeries: "0,1",
        labelPretty: "Here,There",
        compare: "1",
        "compareSegments[0]": "visitConvertedGoalId==1",
        column: "nb_visits",
      },
    });
    expect(told).toMatchObject({
      reportData: { "2026-02-27": [{ nb_visits_0: 1, nb_visits_1: 1 }], "2026-02-28": [{ nb_visits_0: 1, nb_visits_1: 0 }] },
    });
    const { metrics } = told.metadata as { readonly metrics: Readonly<Record<string, { readonly name: string }>> };
    expect(metrics.nb_visits_0?.name).toMatch(/^Here \(.*\) \(All visits\) \(Visits\)$/);
    expect(metrics.nb_visits_1?.name).toMatch(/^There .*visitConvertedGoalId/);
  });
});

it("sets periods side by side in a processed report", async () => {
  const day = { period: "day", date: "2026-02-28", compare: "1", "comparePeriods[0]": "day", "compareDates[0]": "2026-02-27" };
  const told = await ask("getProcessedReport", { apiModule: "UserCountry", apiAction: "getCountry", ...day });
  expect(told.reportData).toMatchObject([
    { label: "Germany", nb_visits: 1, comparisons: [{ nb_visits: 1 }, { nb_visits: 1, nb_visits_change: "+0%" }] },
    { label: "United States", comparisons: [{ nb_visits: 1 }, { nb_visits: 0, nb_visits_change: "-100%" }] },
  ]);
});

it("sets tables below rows side by side, each by the number that its own comparison tells", async () => {
  interface Compared {
    readonly label: string;
    readonly idsubdatatable: number;
    readonly comparisons: readonly { readonly nb_hits: number; readonly idsubdatatable: number }[];
  }
  const day = { idSite: "1", period: "day", date: "2026-02-28", compare: "1", "comparePeriods[0]": "day", "compareDates[0]": "2026-02-27" };
  const pages = async (params: Texts = {}) => (await server.ask("Actions.getPageUrls", { ...day, ...params })) as readonly Compared[];
  const hats = (await pages()).find(({ label }) => label === "hats")!;
  const numbers = hats.comparisons.map(({ idsubdatatable }) => idsubdatatable);
  expect(numbers.every((number) => number > 0)).toBe(true);
  const below = async (comparisonIdSubtables: readonly number[]) => {
    const rows = await pages({ idSubtable: String(hats.idsubdatatable), comparisonIdSubtables: JSON.stringify(comparisonIdSubtables) });
    return Object.fromEntries(rows.map(({ label, comparisons }) => [label, comparisons.map(({ nb_hits }) => nb_hits)]));
  };
  expect(await below(numbers)).toEqual({ "/red": [1, 1], "/blue": [1, 0] });
  expect(await below([numbers[0]!, -1])).toEqual({ "/red": [1, 0], "/blue": [1, 0] });
});
