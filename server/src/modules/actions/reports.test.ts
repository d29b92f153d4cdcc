import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { explaining, openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Query } from "../../catalog/query.ts";
import type { Cells, Table } from "../../catalog/table.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { pageviewsBefore } from "../goals/dimensions.ts";
import { loadStages } from "../page-performance/dimensions.ts";
import { dimensions } from "./dimensions.ts";
import { actions } from "./index.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

const day = "2026-05-29";
let position = 0;

/** A row of `actions` of the visit with that number, which is its visitor's too: a view of a page unless the test says otherwise. */
function actionRow(visit: number, url: string, more: Readonly<Record<string, unknown>> = {}) {
  position += 1;
  const time = `${day} 10:00:${String(position).padStart(2, "0")}`;
  return { site: 1, day, start_day: day, visit, visitor: visit, position, time, type: 1, url, url_prefix: 2, first_of_url: 1, ...more };
}

const page = (name: string) => ({ name, first_of_name: 1 });
const after = (url: string, seconds: number) => ({ ref_url: url, ref_url_prefix: 2, time_spent_ref: seconds });

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions, ...loadStages, pageviewsBefore]));
  await warehouse.insert("actions", [
    actionRow(1, "example.org/", { ...page("Home"), time_network: 100, time_server: 400 }),
    actionRow(1, "example.org/blog/", { ...page("Blog"), ...after("example.org/", 20) }),
    actionRow(1, "example.org/blog/2026/one", { ...page("One & only"), ...after("example.org/blog/", 30) }),
    actionRow(1, "example.org/blog/", { ...page("Blog"), first_of_url: 0, first_of_name: 0, ...after("example.org/blog/2026/one", 7) }),
    actionRow(2, "example.org/blog/2026/one", { ...page("One & only"), url_prefix: 0, time_network: 50 }),
    actionRow(2, "https://files.example.org/a.pdf", { type: 3, url_prefix: null, ...after("example.org/blog/2026/one", 11) }),
    actionRow(2, "", { type: 8, name: "shoes", first_of_name: 1, search_count: 0, url_prefix: null }),
    actionRow(2, "example.org/shop", { ...page("Shop"), ref_name: "shoes", ref_name_type: 8, time_spent_ref: 5 }),
    // Time before an event does not count.
    actionRow(2, "example.org/shop", { type: 10, event_category: "Video", ...after("example.org/shop", 99) }),
    actionRow(3, "", { ...page(""), url_prefix: null }),
  ]);
  await warehouse.insert("visits", [
    visitRow(1, day, {
      ...entry("example.org/", "Home"),
      ...exit("example.org/blog/", "Blog"),
      total_actions: 4,
      total_time: 60,
      goal_converted: 1,
    }),
    visitRow(2, day, {
      ...entry("example.org/blog/2026/one", "One & only"),
      ...exit("example.org/shop", "Shop"),
      total_actions: 5,
      goal_converted: 1,
    }),
  ]);
  await warehouse.insert("conversions", [
    conversionRow(1, day, 4, { ...entry("example.org/", "Home"), revenue: 10, pageviews_before: 3, time: `${day} 10:00:03` }),
    conversionRow(2, day, 4, {
      ...entry("example.org/blog/2026/one", "One & only"),
      revenue: 2,
      pageviews_before: 1,
      time: `${day} 10:00:05`,
    }),
  ]);
});
afterAll(() => remove());

const entry = (url: string, name: string) => ({ entry_url: url, entry_url_prefix: 2, entry_name: name, entry_name_type: 4 });
const exit = (url: string, name: string) => ({ exit_url: url, exit_url_prefix: 2, exit_name: name, exit_name_type: 4 });

const { periods } = parsePeriods("day", day, "2026-06-10");

async function ask(action: string, more: Partial<Query> = {}, context: { readonly warehouse: Warehouse } = { warehouse }): Promise<Table> {
  const report = actions.reports?.find(({ method }) => method === `Actions.${action}`);
  const answer = await runReport(report!, queryFor(periods, more), context);
  return answer as Table;
}

const rowsOf = async (action: string, more?: Partial<Query>) => (await ask(action, more)).rows;
const labelsOf = ({ rows }: Table): readonly unknown[] =>
  rows.map(({ columns, subtable }) => (subtable?.table ? [columns.label, labelsOf(subtable.table)] : columns.label));

async function rowOf(action: string, label: string, more?: Partial<Query>): Promise<{ columns: Cells; metadata?: Cells | undefined }> {
  return (await rowsOf(action, more)).find(({ columns }) => columns.label === label)!;
}

describe("pages by address", () => {
  it("stand in folders, by visits", async () => {
    expect(labelsOf(await ask("getPageUrls"))).toEqual(["blog", "/index", "/shop", "Page URL not defined"]);
    expect(labelsOf(await ask("getPageUrls", { expand: true }))).toEqual([
      ["blog", [["2026", ["/one"]], "/index"]],
      "/index",
      "/shop",
      "Page URL not defined",
    ]);
  });

  it("add up in their folder", async () => {
    expect((await rowOf("getPageUrls", "blog")).columns).toMatchObject({
      nb_visits: 3,
      nb_hits: 4,
      sum_time_spent: 48,
      avg_time_on_page: 12,
    });
  });

  it("tell of entries and exits where there were any", async () => {
    const { columns, metadata } = await rowOf("getPageUrls", "/index");
    expect(columns).toMatchObject({ entry_nb_visits: 1, entry_nb_actions: 4, entry_sum_visit_length: 60, entry_bounce_count: 0 });
    expect(columns).not.toHaveProperty("exit_nb_visits");
    expect(metadata).toEqual({ url: "https://example.org/", segment: "pageUrl==https%253A%252F%252Fexample.org%252F" });
  });

  it("tell how fast they load, in seconds, and nothing of what was not measured", async () => {
    const { columns } = await rowOf("getPageUrls", "/index");
    expect(columns).toMatchObject({ nb_hits_with_time_server: 1, min_time_server: 0.4, avg_time_server: 0.4, avg_page_load_time: 0.5 });
    expect((await rowOf("getPageUrls", "/shop")).columns).toMatchObject({ nb_hits_with_time_server: 0, min_time_server: null });
  });

  it("count what follows a search", async () => {
    expect((await rowOf("getPageUrls", "/shop")).columns).toMatchObject({ nb_hits_following_search: 1, sum_time_spent: 0 });
    expect(labelsOf(await ask("getPageUrlsFollowingSiteSearch"))).toEqual(["/shop"]);
  });

  it("tell of conversions that came after them, and of those of the visits they began", async () => {
    const { goals } = (await rowOf("getPageUrls", "/index")).columns as { goals: Record<string, Cells> };
    expect(goals["idgoal=4"]).toEqual({
      nb_conversions: 1,
      revenue: 10,
      nb_conv_pages_before: 3,
      nb_conversions_attrib: 0.3333,
      nb_conversions_page_rate: 0.5,
      nb_conversions_page_uniq: 1,
      revenue_attrib: 3.33,
      revenue_entry: 10,
      nb_conversions_entry_rate: 1,
      revenue_per_entry: 10,
      nb_conversions_entry: 1,
    });
  });

  it("are given alone by the number of the table that they stand in", async () => {
    const [blog] = await rowsOf("getPageUrls");
    const below = await ask("getPageUrls", { subtable: blog!.subtable!.id });
    expect(labelsOf(below)).toEqual(["2026", "/index"]);
    expect(below.rows[0]!.metadata).toEqual({ segment: "pageUrl=^https%253A%252F%252Fexample.org%252Fblog%252F2026" });
    expect(labelsOf(await ask("getPageUrls", { subtable: below.rows[0]!.subtable!.id }))).toEqual(["/one"]);
    expect(labelsOf(await ask("getPageUrls", { subtable: 12345 }))).toEqual([]);
  });

  it("keep to those that began or ended visits", async () => {
    expect(labelsOf(await ask("getEntryPageUrls", { expand: true }))).toEqual([["blog", [["2026", ["/one"]]]], "/index"]);
    expect(labelsOf(await ask("getExitPageUrls", { expand: true }))).toEqual([["blog", ["/index"]], "/shop"]);
  });

  it("are found one by one", async () => {
    const [row, ...others] = await rowsOf("getPageUrl", { params: { pageUrl: "http://example.org/blog/2026/one" } });
    expect(others).toEqual([]);
    expect(row?.columns).toMatchObject({ label: "/one", nb_visits: 2, entry_nb_visits: 1 });
    expect(row?.metadata).toEqual({ url: "https://example.org/blog/2026/one" });
  });
});

it("titles stand in one list, with segments as text that is escaped", async () => {
  const rows = await rowsOf("getPageTitles");
  expect(rows.map(({ columns }) => [columns.label, columns.nb_visits, columns.nb_hits])).toEqual([
    [" One & only", 2, 2],
    [" Blog", 1, 2],
    [" Home", 1, 1],
    [" Page Name not defined", 1, 1],
    [" Shop", 1, 1],
  ]);
  expect(rows[0]?.metadata).toEqual({ segment: "pageTitle==One%2B%2526amp%253B%2Bonly" });
});

it("downloads stand below their host", async () => {
  expect(labelsOf(await ask("getDownloads", { expand: true }))).toEqual([["files.example.org", ["/a.pdf"]]]);
  expect(await rowsOf("getOutlinks")).toEqual([]);
});

it("keywords tell of searches, of the time they took, and of those that found nothing", async () => {
  const { columns, metadata } = await rowOf("getSiteSearchKeywords", "shoes");
  expect(columns).toMatchObject({ nb_visits: 1, nb_hits: 1, sum_time_spent: 5, nb_pages_per_search: 1 });
  expect(columns).not.toHaveProperty("nb_uniq_visitors");
  expect(metadata).toEqual({ segment: "siteSearchKeyword==shoes" });
  expect(labelsOf(await ask("getSiteSearchNoResultKeywords"))).toEqual(["shoes"]);
});

it("all of them add up", async () => {
  expect(await ask("get")).toEqual({
    kind: "single",
    columns: {
      nb_pageviews: 7,
      nb_uniq_pageviews: 6,
      nb_downloads: 1,
      nb_uniq_downloads: 1,
      nb_outlinks: 0,
      nb_uniq_outlinks: 0,
      nb_searches: 1,
      nb_keywords: 1,
    },
  });
});

it.each(
  (actions.reports ?? []).map(({ method }) => method.replace("Actions.", "")),
)("%s asks what the warehouse understands", async (action) => {
  const explained = explaining(warehouse);
  for (const more of [{}, { expand: true }, { subtable: 7 }])
    await ask(action, { ...more, params: { pageUrl: "a", pageName: "b" } }, { warehouse: explained });
  expect(explained.explained()).toBeGreaterThan(0);
});

describe("the first rows alone", () => {
  it.each(["getPageUrls", "getPageTitles", "getEntryPageUrls", "getSiteSearchKeywords"])("of %s are those of all", async (action) => {
    for (const of of ["nb_visits", "nb_hits"])
      for (const rows of [1, 2, 100]) {
        const all = await ask(action);
        const most = await ask(action, { most: { rows, of } });
        const figure = (row: (typeof all.rows)[number]) => Number(row.columns[of] ?? 0);
        const least = all.rows.map(figure).sort((one, other) => other - one)[Math.min(rows, all.rows.length) - 1] ?? 0;
        expect(most.rows).toEqual(all.rows.filter((row) => figure(row) >= least));
        expect(most.totalRows).toBe(all.rows.length);
      }
  });

  it.each([
    "getPageUrls",
    "getEntryPageUrls",
    "getExitPageUrls",
    "getPageUrlsFollowingSiteSearch",
    "getEntryPageTitles",
  ])("are leaves where all levels of %s are put on one", async (action) => {
    const all = await ask(action, { expand: true, flat: true });
    const leavesOf = ({ rows }: typeof all): readonly (typeof all.rows)[number][] =>
      rows.flatMap((row) => (row.subtable?.table ? leavesOf(row.subtable.table) : [row]));
    const hits = leavesOf(all).map(({ columns }) => Number(columns.nb_hits));
    for (const rows of [1, 2, 100]) {
      const most = await ask(action, { expand: true, flat: true, most: { rows, of: "nb_hits" } });
      const least = hits.toSorted((one, other) => other - one)[Math.min(rows, hits.length) - 1] ?? 0;
      expect(leavesOf(most)).toEqual(leavesOf(all).filter(({ columns }) => Number(columns.nb_hits) >= least));
      expect(most.totalRows ?? 0).toBe(hits.length);
    }
  });

  it("are all rows where they are asked for by what not every row tells", async () => {
    const all = await ask("getPageUrls");
    expect((await ask("getPageUrls", { most: { rows: 1, of: "entry_nb_visits" } })).rows).toEqual(all.rows);
  });
});

it("says of tables below in which level they are, with a number that is exact", async () => {
  const [blog] = (await ask("getPageUrls")).rows;
  const [year] = (await ask("getPageUrls", { subtable: blog!.subtable!.id })).rows;
  expect([blog!.subtable!.id % 16, year!.subtable!.id % 16]).toEqual([1, 2]);
  expect(Number.isSafeInteger(year!.subtable!.id)).toBe(true);
  expect(labelsOf(await ask("getPageUrls", { subtable: year!.subtable!.id }))).toEqual(["/one"]);
});
