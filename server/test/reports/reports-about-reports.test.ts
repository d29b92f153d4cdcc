import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningServer, startRunningServer } from "../harness/running-server.ts";

let server: RunningServer;
const day = "2026-03-10";

/** A visit of some pages at noon of a day, and what came with its hits besides. */
async function visit(idsite: string, visitor: number, date: string, paths: readonly string[], more: Readonly<Record<string, string>> = {}) {
  for (const [minute, path] of paths.entries())
    await server.hit({
      idsite,
      url: `https://blog.example.org/${path}`,
      _id: String(visitor).padStart(16, "0"),
      cip: `192.0.2.${visitor}`,
      cdt: `${date} 12:${String(minute).padStart(2, "0")}:00`,
      token_auth: server.token,
      ...more,
    });
}

beforeAll(async () => {
  server = await startRunningServer({ FOOTFALL_NOW: "2026-03-12T12:00:00Z" });
  const add = (params: Readonly<Record<string, string>>) =>
    server.ask("SitesManager.addSite", { urls: "https://blog.example.org", ...params });
  await add({ siteName: "Blog", excludedQueryParameters: "sid" });
  await add({ siteName: "Shop", group: "Shops" });
  await visit("1", 1, day, ["home", "a", "home", "b"]);
  await visit("1", 2, day, ["home?sid=7", "home"], { country: "fr" });
  await visit("1", 3, "2026-03-09", ["b"], { country: "de" });
  await visit("2", 4, day, ["shop"]);
}, 60_000);
afterAll(() => server.close());

const where = { idSite: "1", period: "day", date: day };

it("lists where visitors went from a page, whatever its address is cleaned of", async () => {
  expect(await server.ask("Overlay.getFollowingPages", { ...where, url: "https://blog.example.org/home?sid=9" })).toEqual([
    { label: "blog.example.org/a", referrals: 1 },
    { label: "blog.example.org/b", referrals: 1 },
    { label: "blog.example.org/home", referrals: 1 },
  ]);
  expect(await server.ask("Overlay.getFollowingPages", { ...where, url: "https://blog.example.org/nowhere" })).toEqual([]);
  expect(await server.ask("Overlay.getExcludedQueryParameters", { idSite: "1" })).toEqual(["sid"]);
});

it("tells what changed since the day before", async () => {
  const rows = (await server.ask("Insights.getInsights", { ...where, reportUniqueId: "Actions_getPageUrls" })) as object[];
  expect(rows).toEqual([
    {
      label: "/home",
      nb_visits: 2,
      growth_percent: "100%",
      growth_percent_numeric: 100,
      grown: true,
      value_old: 0,
      value_new: 2,
      difference: 2,
      importance: 2,
      isDisappeared: false,
      isNew: true,
      isMover: false,
      isMoverAndShaker: false,
    },
    expect.objectContaining({ label: "/a", isNew: true }),
  ]);
  const overview = (await server.ask("Insights.getInsightsOverview", where)) as Readonly<Record<string, unknown>>;
  expect(Object.keys(overview)).toEqual([
    ...["Page URLs", "Page titles", "Downloads", "Websites", "Campaigns", "Social Networks", "Search Engines", "Country"],
  ]);
  expect(await server.ask("Insights.canGenerateInsights", { period: "day", date: "last3" })).toEqual({ value: false });
  const wrong = { ...where, reportUniqueId: "Nothing_atAll" };
  expect(await server.ask("Insights.getMoversAndShakers", wrong)).toMatchObject({ message: expect.stringContaining("does not exist") });
});

it("lists all websites in their groups", async () => {
  expect(await server.ask("MultiSites.getAllWithGroups", { period: "day", date: day })).toMatchObject({
    numSites: 3,
    totals: { nb_visits: "3", nb_actions: "7", revenue: "0", nb_visits_lastdate: 1 },
    lastDate: "2026-03-09",
    sites: [
      { label: "Blog", nb_visits: "2", visits_evolution: "100%", previous_nb_visits: 1, group: "" },
      { label: "Shops", nb_visits: "1", isGroup: 1 },
      { label: "Shop", nb_visits: "1", group: "Shops", idsite: 2 },
    ],
  });
  expect(await server.ask("MultiSites.getAllWithGroups", { period: "day", date: day, pattern: "SHOP" })).toMatchObject({ numSites: 2 });
});

it("has nothing to archive, and says so", async () => {
  expect(await server.ask("CoreAdminHome.archiveReports", where)).toEqual({ idarchives: [], nb_visits: 2 });
  expect(await server.ask("CoreAdminHome.runCronArchiving")).toEqual({ value: expect.stringContaining("nothing to do") });
  expect(await server.ask("CoreAdminHome.runScheduledTasks")).toEqual(
    expect.arrayContaining([{ task: expect.any(String), output: "done" }]),
  );
});

it("tells where addresses are", async () => {
  expect(await server.ask("UserCountry.getLocationFromIP", { ip: "8.8.8.8" })).toMatchObject({ country_code: "US", continent_code: "amn" });
  expect(await server.ask("API.getIpFromHeader")).toEqual({ value: "127.0.0.1" });
});
