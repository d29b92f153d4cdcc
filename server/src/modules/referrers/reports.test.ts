import { afterAll, beforeAll, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Query } from "../../catalog/query.ts";
import type { Answer, Row, Value } from "../../catalog/table.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

const cameBy = (type: number, name: string, keyword = "", url = "") => ({
  referrer_type: type,
  referrer_name: name,
  referrer_keyword: keyword,
  referrer_url: url,
});

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions]));
  const google = "https://www.google.com/";
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-29", { ...cameBy(2, "Google", "running shoes", google), visitor: 7 }),
    visitRow(2, "2026-05-29", { ...cameBy(2, "Google", "", google), visitor: 7 }),
    visitRow(3, "2026-05-29", cameBy(2, "Bing", "running shoes", "https://www.bing.com/")),
    visitRow(4, "2026-05-29", cameBy(3, "blog.example.net", "", "https://blog.example.net/a?b=1")),
    visitRow(5, "2026-05-29", cameBy(3, "blog.example.net", "", "http://blog.example.net/a?b=1")),
    visitRow(6, "2026-05-29", cameBy(6, "spring sale")),
    visitRow(7, "2026-05-29", cameBy(6, "brand", "footwear")),
    visitRow(8, "2026-05-29", cameBy(7, "Facebook", "", "https://m.facebook.com/")),
    visitRow(9, "2026-05-29", cameBy(1, "")),
    visitRow(10, "2026-05-30", cameBy(8, "Claude", "", "https://claude.ai/")),
  ]);
  await warehouse.insert("conversions", [
    { ...conversionRow(1, "2026-05-29", 3), referrer_type: 6, referrer_name: "earlier", referrer_keyword: "word" },
  ]);
});
afterAll(() => remove());

function ask(action: string, more: Partial<Query> = {}, date = "2026-05-29"): Promise<Answer> {
  const report = reports.find(({ method }) => method === `Referrers.${action}`)!;
  const { periods, several } = parsePeriods("day", date, "2026-06-10");
  return runReport(report, queryFor(periods, { severalPeriods: several, ...more }), { warehouse });
}

async function rowsOf(action: string, more: Partial<Query> = {}, date?: string): Promise<readonly Row[]> {
  const answer = await ask(action, more, date);
  return answer.kind === "table" ? answer.rows : [];
}

/** "Google 2": label and visits. */
const brief = (rows: readonly Row[]) => rows.map(({ columns }) => `${columns.label} ${columns.nb_visits}`);

it("counts a visitor with each referrer that brought them on a day", async () => {
  const [google] = await rowsOf("getSearchEngines");
  expect(google?.columns).toMatchObject({ label: "Google", nb_visits: 2, nb_uniq_visitors: 2 });
  expect(google?.metadata).toEqual({
    segment: "referrerType==search;referrerName==Google",
    url: "http://google.com",
    logo: "plugins/Morpheus/icons/dist/searchEngines/google.com.png",
  });
});

it("finds the table below a row by its number, in whatever period is asked", async () => {
  const [google] = await rowsOf("getSearchEngines");
  const keywords = await rowsOf("getKeywordsFromSearchEngineId", { subtable: google!.subtable!.id });
  expect(brief(keywords)).toEqual(["Keyword not defined 1", "running shoes 1"]);
  expect(keywords[1]?.metadata).toEqual({
    segment: "referrerName==Google;referrerType==search;referrerKeyword==running+shoes",
    url: "http://google.com/search?q=running+shoes",
  });
  expect(await rowsOf("getKeywordsFromSearchEngineId", { subtable: google!.subtable!.id }, "2026-05-30")).toEqual([]);
  expect(await rowsOf("getKeywordsFromSearchEngineId", { subtable: 12345 })).toEqual([]);
});

it("must be told which row the table is below, but for pages of social networks", async () => {
  await expect(ask("getUrlsFromWebsiteId")).rejects.toMatchObject({ code: "missing_parameter" });
  expect(brief(await rowsOf("getUrlsForSocial"))).toEqual(["m.facebook.com/ 1"]);
});

it("answers rows below in place as they are stored, and as clients read them where they are put on one level", async () => {
  const below = async (more: Partial<Query>) => (await rowsOf("getWebsites", { expand: true, ...more }))[0]?.subtable?.table?.rows ?? [];
  expect(brief(await below({}))).toEqual(["http://blog.example.net/a?b=1 1", "https://blog.example.net/a?b=1 1"]);
  // Addresses that differ in nothing that shows are one row.
  expect(brief(await below({ flat: true }))).toEqual(["a?b=1 2"]);
});

it("tells of campaigns that earned conversions alone, and keeps tables for those with keywords", async () => {
  const rows = await rowsOf("getCampaigns");
  expect(brief(rows)).toEqual(["brand 1", "spring sale 1", "earlier 0"]);
  expect(rows.map(({ subtable }) => subtable !== undefined)).toEqual([true, false, true]);
  const [keyword] = await rowsOf("getKeywordsFromCampaignId", { subtable: rows[2]!.subtable!.id });
  expect(keyword?.columns).toMatchObject({ label: "word", nb_conversions: 1, nb_visits: 0 });
});

it("lists types with the tables of other reports below them", async () => {
  const rows = await rowsOf("getReferrerType", { expand: true });
  expect(brief(rows)).toEqual(["Search Engines 3", "Campaigns 2", "Websites 2", "Direct Entry 1", "Social Networks 1"]);
  expect(rows[0]?.subtable?.id).toBe(2);
  expect(brief(rows[0]?.subtable?.table?.rows ?? [])).toEqual(["Keyword not defined 1", "running shoes 2"]);
  expect(rows[3]?.subtable).toBeUndefined();
  expect(brief(await rowsOf("getReferrerType", { subtable: 6 }))).toEqual(["brand 1", "spring sale 1", "earlier 0"]);
});

it("knows assistants", async () => {
  const [claude] = await rowsOf("getAIAssistants", {}, "2026-05-30");
  expect(claude?.columns.label).toBe("Claude");
  expect(claude?.metadata).toMatchObject({ url: "claude.ai", segment: "referrerType==ai;referrerName==Claude" });
  expect(brief(await rowsOf("getUrlsForAIAssistant", { subtable: claude!.subtable!.id }, "2026-05-30"))).toEqual(["claude.ai/ 1"]);
});

it("puts all in one list, for one site and date", async () => {
  expect(brief(await rowsOf("getAll"))).toEqual([
    "blog.example.net 2",
    "running shoes 2",
    "brand 1",
    "Facebook 1",
    "Keyword not defined 1",
    "spring sale 1",
    "earlier 0",
  ]);
  await expect(ask("getAll", {}, "2026-05-29,2026-05-30")).rejects.toThrow("is not supported");
});

it("counts different referrers, those of conversions too; shares are of all visits of an answer", async () => {
  const single = await ask("get");
  expect(single).toMatchObject({
    kind: "single",
    columns: {
      Referrers_visitorsFromSearchEngines: 3,
      Referrers_distinctSearchEngines: 2,
      Referrers_distinctKeywords: 2,
      Referrers_distinctWebsitesUrls: 2,
      Referrers_distinctCampaigns: 3,
      Referrers_visitorsFromSearchEngines_percent: 0.33,
    },
  });
  const several = await ask("get", {}, "2026-05-29,2026-05-30");
  const days = several.kind === "map" ? several.entries.map(([, day]) => (day.kind === "single" ? day.columns : {})) : [];
  expect(days[0]?.Referrers_visitorsFromSearchEngines_percent).toBe(0.3);
  // A day on which nothing is counted that could differ does not say so.
  expect(days[1]).not.toHaveProperty("Referrers_distinctCampaigns");
});

it.each<[action: string, figure: string, count: Value]>([
  ["getNumberOfDistinctSearchEngines", "Referrers_distinctSearchEngines", 2],
  ["getNumberOfDistinctSocialNetworks", "Referrers_distinctSocialNetworks", 1],
  ["getNumberOfDistinctKeywords", "Referrers_distinctKeywords", 2],
  ["getNumberOfDistinctCampaigns", "Referrers_distinctCampaigns", 3],
  ["getNumberOfDistinctWebsites", "Referrers_distinctWebsites", 1],
  ["getNumberOfDistinctWebsitesUrls", "Referrers_distinctWebsitesUrls", 2],
])("%s", async (action, figure, count) => {
  expect(await ask(action)).toEqual({ kind: "single", columns: { [figure]: count } });
});
