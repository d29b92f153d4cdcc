import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startRunningServer } from "../harness/running-server.ts";

type Json = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string>>;

/** Visits over three days: enough for pages of the log, and for days that differ. */
const visits = Array.from({ length: 7 }, (_, number) => ({
  cdt: `2026-05-${String(28 + Math.floor(number / 3)).padStart(2, "0")} 0${number + 1}:00:00`,
  _id: `${number}`.repeat(16),
  url: `https://shop.example.org/${number % 2 === 0 ? "a" : "b"}`,
  country: number % 2 === 0 ? "de" : "us",
  urlref: "https://www.bing.com/search?q=shop",
}));

let server: RunningServer;
beforeAll(async () => {
  server = await startRunningServer({ FOOTFALL_NOW: "2026-05-30T12:00:00Z" });
  await server.ask("SitesManager.addSite", { siteName: "Shop", urls: "https://shop.example.org", timezone: "UTC", ecommerce: "1" });
  await server.ask("Goals.addGoal", {
    idSite: "1",
    name: "B",
    matchAttribute: "url",
    pattern: "/b",
    patternType: "contains",
    revenue: "2",
  });
  for (const visit of visits) expect(await server.hit({ idsite: "1", token_auth: server.token, ...visit })).toBe(200);
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server.close();
});

/** A form, as a client posts it: parameters in the address, in the body, or in both. */
async function post<Shape = Json>(body: Texts, address = "index.php", headers: Texts = {}): Promise<Shape> {
  const answer = await fetch(new URL(address, server.url), { method: "POST", body: new URLSearchParams(body), headers });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, expect.stringContaining("application/json")]);
  return (await answer.json()) as Shape;
}

describe("the Looker Studio connector", () => {
  const call = <Shape>(method: string, params: Texts = {}) =>
    post<Shape>({ module: "API", format: "json", method, token_auth: server.token, ...params });

  it("finds out what there is", async () => {
    expect(await call("API.getMatomoVersion")).toMatchObject({ value: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    const ids = await call<readonly number[]>("SitesManager.getSitesIdWithAtLeastViewAccess");
    expect(ids).toEqual([1]);
    const sites = await call<readonly Json[]>("SitesManager.getSitesWithAtLeastViewAccess", { filter_limit: "10", filter_offset: "0" });
    expect(sites[0]).toMatchObject({ idsite: 1, name: "Shop", timezone: "UTC" });
    expect(await call("SitesManager.getSiteFromId", { idSite: "1" })).toMatchObject({ currency: "USD" });
    expect(await call("SegmentEditor.getAll", { idSite: "1" })).toEqual([]);
    expect(await call<readonly Json[]>("LanguagesManager.getAvailableLanguageNames")).toContainEqual(
      expect.objectContaining({ code: "de" }),
    );
    expect(Object.values(await call<Json>("Goals.getGoals", { idSite: "1" }))).toMatchObject([{ idgoal: 1, name: "B" }]);
  });

  it("learns the types of a report's columns", async () => {
    const list = await call<readonly Json[]>("API.getReportMetadata", { idSite: "1", filter_limit: "-1" });
    for (const report of list)
      expect(report).toMatchObject({ category: expect.any(String), module: expect.any(String), action: expect.any(String) });
    const named = { idSite: "1", apiModule: "UserCountry", apiAction: "getCountry", period: "day", date: "today" };
    const [metadata] = await call<readonly Json[]>("API.getMetadata", named);
    expect(metadata).toMatchObject({ dimension: "Country", metricTypes: { nb_visits: "number", bounce_rate: "percent" } });
    const [goal] = await call<readonly Json[]>("API.getMetadata", {
      ...named,
      apiModule: "Goals",
      apiAction: "get",
      "apiParameters[idGoal]": "1",
    });
    expect(goal).toMatchObject({ parameters: { idGoal: 1 } });
  });

  it("reads a report by pages of rows, figures as numbers", async () => {
    const rows = (offset: number) =>
      call<readonly Json[]>("UserCountry.getCountry", {
        ...{ idSite: "1", period: "month", date: "2026-05-30", flat: "1", format_metrics: "0", filter_truncate: "-1" },
        ...{ filter_limit: "1", filter_offset: String(offset), enhanced: "1", showColumns: "label,nb_visits,bounce_rate,nb_conversions" },
        ...{ filter_update_columns_when_show_all_goals: "1", idGoal: "0" },
      });
    expect(await rows(0)).toMatchObject([{ label: "Germany", nb_visits: 4, bounce_rate: 1 }]);
    expect(await rows(1)).toMatchObject([{ label: "United States", nb_visits: 3, nb_conversions: 3 }]);
    expect(await rows(2)).toEqual([]);
  });
});

describe("Matomo Mobile", () => {
  const call = <Shape>(method: string, params: Texts = {}) =>
    post<Shape>({ module: "API", format: "json", method, token_auth: server.token, language: "de", ...params });

  it("asks for a token with a login, and then for whatever the app shows", async () => {
    const asked = { userLogin: "admin", passwordConfirmation: server.password, description: "Phone", format: "json", module: "API" };
    const { value: token } = await post<{ readonly value: string }>({ ...asked, method: "UsersManager.createAppSpecificTokenAuth" });
    expect(token).toMatch(/^[0-9a-z]{32}$/);
    const mine = (method: string, params: Texts = {}) => call<Json>(method, { token_auth: token, ...params });
    expect(await mine("SitesManager.getSiteFromId", { idSite: "1" })).toMatchObject({ name: "Shop" });
    expect(await mine("UsersManager.getUserPreference", { preferenceName: "defaultReport" })).toHaveProperty("value");
    expect(await mine("MultiSites.getAll", { period: "day", date: "2026-05-30" })).toMatchObject([{ label: "Shop", nb_visits: 1 }]);
  });

  it("shows processed reports of everything that the lists tell of", async () => {
    const list = await call<readonly Json[]>("API.getReportMetadata", {
      idSites: "1",
      period: "day",
      date: "2026-05-29",
      hideMetricsDoc: "1",
    });
    expect(list.every((report) => !("metricsDocumentation" in report))).toBe(true);
    const urls = list.slice(0, 12).map(({ module, action, parameters = {} }, index): [string, string] => {
      const named = { apiModule: String(module), apiAction: String(action), ...(parameters as Texts) };
      const shown = { hideMetricsDoc: "1", showTimer: "1", format_metrics: "1", filter_sort_column: "", ...named };
      return [`urls[${index}]`, `method=API.getProcessedReport&idSite=1&period=day&date=2026-05-29&${new URLSearchParams(shown)}`];
    });
    const reports = await call<readonly Json[]>("API.getBulkRequest", Object.fromEntries(urls));
    expect(reports).toHaveLength(urls.length);
    for (const report of reports)
      expect(report).toMatchObject({ website: "Shop", columns: expect.anything(), metadata: { uniqueId: expect.any(String) } });
  });

  it("shows the dashboards of the user, and the graphs that the lists of reports name", async () => {
    expect(await call("Dashboard.getDashboards", { login: "admin" })).toMatchObject([{ id: 1, widgets: expect.any(Array) }]);
    const list = await call<readonly Json[]>("API.getReportMetadata", { idSites: "1", period: "day", date: "2026-05-29" });
    const country = list.find(({ uniqueId }) => uniqueId === "UserCountry_getCountry");
    for (const name of ["imageGraphUrl", "imageGraphEvolutionUrl"]) {
      const address = new URL(String(country?.[name]), server.url);
      expect(address.searchParams.get("method")).toBe("ImageGraph.get");
      for (const [key, value] of Object.entries({ token_auth: server.token, width: "300", height: "150" }))
        address.searchParams.set(key, value);
      const answer = await fetch(address);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(1, 4)
          .toString(),
      ).toBe("PNG");
    }
  });

  it("follows visitors live", async () => {
    expect(await call("Live.getCounters", { idSite: "1", lastMinutes: "1440" })).toMatchObject([{ visits: 1, actions: 1 }]);
    const [visit] = await call<readonly Json[]>("Live.getLastVisitsDetails", { idSite: "1", filter_limit: "1" });
    expect(visit).toMatchObject({ serverTimestamp: expect.any(Number), actionDetails: [{ type: "action" }, { type: "goal" }].slice(0, 1) });
  });
});

describe("Connect Matomo for WordPress", () => {
  const bulk = (urls: readonly string[], headers: Texts = {}) =>
    post<readonly unknown[]>(
      {
        ...{ module: "API", method: "API.getBulkRequest", format: "json", token_auth: server.token },
        ...Object.fromEntries(urls.map((url, index) => [`urls[${index}]`, url])),
      },
      "",
      headers,
    );

  it("sends dates without dashes to the base address, all calls in one", async () => {
    const about = "idSite=1&language=en&segment=";
    const answers = await bulk([
      `method=VisitsSummary.get&${about}&period=day&date=20260528&filter_limit=`,
      `method=VisitsSummary.getVisits&${about}&period=month&date=202605&filter_limit=`,
      `method=Actions.get&${about}&period=range&date=20260528,20260530`,
      `method=Referrers.getWebsites&${about}&period=day&date=last30&filter_limit=10`,
      `method=DevicesDetection.getBrowsers&${about}&period=day&date=20260528&filter_limit=10`,
      `method=UserCountry.getCountry&${about}&period=day&date=20260528`,
      `method=Goals.get&${about}&period=day&date=20260528`,
    ]);
    expect(answers).toMatchObject([
      { nb_visits: 3 },
      { value: 7 },
      { nb_pageviews: 7 },
      expect.any(Object),
      [{ label: "Firefox" }],
      [{ label: "Germany", nb_visits: 2 }, { label: "United States" }],
      { nb_conversions: 1 },
    ]);
  });

  it("makes the site that it measures", async () => {
    const [added] = (await bulk([`method=SitesManager.addSite&siteName=Blog&urls=${encodeURIComponent("https://blog.example.org")}`])) as [
      Json,
    ];
    expect(added.value).toBeGreaterThan(1);
    const [updated, tag] = await bulk([
      `method=SitesManager.updateSite&idSite=${added.value}&siteName=Journal&urls=${encodeURIComponent("https://blog.example.org")}`,
      `method=SitesManager.getJavascriptTag&idSite=${added.value}&mergeSubdomains=0`,
    ]);
    expect(updated).toMatchObject({ result: "success" });
    expect(tag).toMatchObject({ value: expect.stringContaining("matomo.js") });
  });
});

/** Every page of the log until an empty one, as importers walk it. */
async function walk(params: Texts, size: number, ask: (params: Texts) => Promise<readonly Json[]>): Promise<readonly Json[]> {
  const seen: Json[] = [];
  for (let offset = 0; ; offset += size) {
    const page = await ask({ ...params, filter_limit: String(size), filter_offset: String(offset) });
    if (page.length === 0) return seen;
    seen.push(...page);
  }
}

describe("the dlt source", () => {
  it("walks the visits since an instant by bulk requests, and the visitors of them", async () => {
    const minTimestamp = String(Date.UTC(2026, 4, 28, 2) / 1000);
    const ask = async ({ filter_limit = "", filter_offset = "" }: Texts) => {
      const inner = `?method=Live.getLastVisitsDetails&idSite=1&format=json&filter_offset=${filter_offset}&period=range&date=2026-05-01,2026-05-30`;
      const form = { token_auth: server.token, module: "API", method: "API.getBulkRequest", format: "json", filter_limit, minTimestamp };
      const [page] = await post<readonly (readonly Json[])[]>({ ...form, "urls[0]": inner, filter_sort_order: "asc" });
      return page!;
    };
    const seen = await walk({}, 2, ask);
    expect(new Set(seen.map(({ idVisit }) => idVisit)).size).toBe(6);
    const times = seen.map(({ serverTimestamp }) => Number(serverTimestamp));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    const visitorId = String(seen[0]!.visitorId);
    const profile = { module: "API", method: "Live.getVisitorProfile", format: "json", token_auth: server.token, idSite: "1", visitorId };
    expect(await post(profile)).toMatchObject({ visitorId, totalVisits: 1, lastVisits: [{ visitorId }] });
  });

  it("reads reports day by day", async () => {
    const inner = "method=UserCountry.getCountry&idSite=1&period=day&date=2026-05-27,2026-05-29";
    const form = { token_auth: server.token, module: "API", method: "API.getBulkRequest", format: "json", "urls[0]": inner };
    expect(await post<readonly Json[]>(form)).toMatchObject([
      { "2026-05-27": [], "2026-05-28": [{ nb_visits: 2 }, {}], "2026-05-29": [{}, {}] },
    ]);
  });
});

describe("the PostHog source", () => {
  const call = <Shape>(method: string, params: Texts = {}) =>
    post<Shape>({ module: "API", format: "JSON", method, idSite: "1", token_auth: server.token, ...params });

  it("checks the site, then walks visits upwards over a range", async () => {
    expect(await call("SitesManager.getSiteFromId")).toMatchObject({ idsite: 1 });
    const range = { period: "range", date: "2026-05-28,2026-05-29", filter_sort_order: "asc", minTimestamp: "0" };
    const seen = await walk(range, 4, (params) => call("Live.getLastVisitsDetails", params));
    expect(seen.map(({ visitorId }) => visitorId)).toEqual(visits.slice(0, 6).map(({ _id }) => _id));
  });

  it.each(["VisitsSummary.get", "Actions.get", "Referrers.getAll", "UserCountry.getCountry"])("reads %s of a range", async (method) => {
    const answer = await call<Json>(method, { period: "range", date: "2026-05-28,2026-05-30", filter_limit: "-1" });
    expect(answer).not.toHaveProperty("result");
    expect(JSON.stringify(answer)).toMatch(/"nb_(visits|pageviews)":[1-9]/);
  });
});

describe("the Backstage plugin", () => {
  it("posts what a page asks to the address of the server itself, with the token in the body", async () => {
    const asked = { module: "API", format: "json", idSite: "1", period: "day", date: "2026-05-28", method: "API.getProcessedReport" };
    const body = { ...asked, apiModule: "VisitsSummary", apiAction: "get", token_auth: server.token };
    expect(await post(body, "", { "content-type": "application/x-www-form-urlencoded" })).toMatchObject({ reportData: { nb_visits: 3 } });
    const list = { ...asked, method: "UserCountry.getCountry", token_auth: server.token };
    expect(await post<readonly Json[]>(list, "")).toMatchObject([{ label: "Germany" }, { label: "United States" }]);
  });
});
