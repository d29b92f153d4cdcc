import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startRunningServer } from "../../../test/harness/running-server.ts";

/** A day after the hits below. */
const now = "2026-03-02T12:00:00Z";
const ann = "aaaaaaaaaaaaaaaa";
const ben = "bbbbbbbbbbbbbbbb";
const shop = "https://shop.example.com";
const loaded = { pf_net: "100", pf_srv: "200", pf_tfr: "100", pf_dm1: "50", pf_dm2: "30", pf_onl: "20" };
const hits: readonly (readonly [at: string, visitor: string, params: Readonly<Record<string, string>>])[] = [
  [
    "2026-02-27 09:00:00",
    ann,
    { url: `${shop}/caps`, urlref: "https://www.bing.com/search?q=caps", ...loaded, country: "us", city: "Boston" },
  ],
  ["2026-02-27 09:00:30", ann, { url: `${shop}/?search=hats`, search: "hats", country: "us" }],
  ["2026-03-01 10:00:00", ann, { url: `${shop}/caps`, dimension1: "gold", country: "de", lat: "52.5", long: "13.4" }],
  ["2026-03-01 10:00:10", ann, { url: `${shop}/caps`, link: "https://other.example.org/" }],
  ["2026-03-01 10:00:40", ann, { url: `${shop}/caps`, e_c: "Cart", e_a: "Look" }],
  ["2026-03-01 11:00:00", ben, { url: `${shop}/thanks` }],
];

let server: RunningServer;
const ask = (method: string, params: Readonly<Record<string, string>> = {}) => server.ask(`Live.${method}`, { idSite: "1", ...params });

beforeAll(async () => {
  server = await startRunningServer({ FOOTFALL_NOW: now });
  await server.ask("SitesManager.addSite", { siteName: "Shop", urls: shop, timezone: "UTC" });
  await server.ask("Goals.addGoal", {
    idSite: "1",
    name: "Thanks",
    matchAttribute: "url",
    pattern: "thanks",
    patternType: "contains",
    revenue: "5",
  });
  await server.ask("CustomDimensions.configureNewCustomDimension", { idSite: "1", name: "Level", scope: "visit", active: "1" });
  for (const [cdt, _id, params] of hits) await server.hit({ idsite: "1", token_auth: server.token, cdt, _id, ...params });
});
afterAll(() => server.close());

describe("a visitor's profile", () => {
  it("adds up all visits of the visitor", async () => {
    expect(await ask("getVisitorProfile", { visitorId: ann })).toMatchObject({
      ...{ visitorId: ann, totalVisits: 2, visitsAggregated: 2, hasMoreVisits: false, totalVisitDuration: 72, userId: false },
      ...{ totalPageViews: 2, totalUniquePageViews: 1, totalRevisitedPages: 1, totalOutlinks: 1, totalEvents: 1, totalSearches: 1 },
      ...{ searches: [{ keyword: "hats", searches: 1 }], visitedPages: [{ url: `${shop}/caps`, count: 2 }], averagePageLoadTime: 0.5 },
      ...{ totalGoalConversions: 0, totalConversionsByGoal: [], hasLatLong: true },
      firstVisit: { prettyDate: "Friday, February 27, 2026", daysAgo: 3, referrerType: "search", referralSummary: "Bing (caps)" },
      lastVisit: { daysAgo: 1, referrerType: "direct", referralSummary: "Direct Entry" },
      countries: [
        { country: "de", nb_visits: 1, prettyName: "Germany" },
        { country: "us", nb_visits: 1, cities: ["Boston"] },
      ],
      devices: [{ type: "Desktop", count: 2 }],
      customDimensions: { visit: [{ name: "Level", values: [{ value: "gold", count: 1 }] }] },
      ...{ nextVisitorId: false, previousVisitorId: ben },
    });
  });

  it("is of the latest visitor where none is named", async () => {
    expect(await ask("getVisitorProfile")).toMatchObject({
      ...{ visitorId: ben, nextVisitorId: ann, previousVisitorId: false },
      ...{ totalConversionsByGoal: { "idgoal=1": 1 }, totalRevenueByGoal: { "idgoal=1": 5 } },
    });
  });

  it("tells as many visits as are asked for, and adds up all of them", async () => {
    const profile = (await ask("getVisitorProfile", { visitorId: ann, limitVisits: "1" })) as { readonly lastVisits: readonly unknown[] };
    expect(profile).toMatchObject({ totalVisits: 2, visitsAggregated: 1 });
    expect(profile.lastVisits).toHaveLength(1);
  });

  it("keeps to a segment", async () => {
    expect(await ask("getVisitorProfile", { visitorId: ann, segment: "countryCode==de" })).toMatchObject({ totalVisits: 1 });
  });

  it("is empty for a visitor who never came, and refused for what is no id", async () => {
    expect(await ask("getVisitorProfile", { visitorId: "cccccccccccccccc" })).toEqual([]);
    expect(await ask("getVisitorProfile", { visitorId: "ann" })).toMatchObject({ result: "error" });
  });
});

it.each([
  ["getMostRecentVisitorId", {}, { value: ben }],
  ["getMostRecentVisitorId", { segment: "countryCode==de;visitorId==aaaaaaaaaaaaaaaa" }, { value: ann }],
  ["getMostRecentVisitorId", { segment: "countryCode==fr" }, { value: false }],
  ["getMostRecentVisitsDateTime", {}, { value: "2026-03-01 11:00:00" }],
  ["getMostRecentVisitsDateTime", { period: "day", date: "2026-02-27" }, { value: "2026-02-27 09:00:30" }],
  ["getMostRecentVisitsDateTime", { period: "day", date: "2026-02-01" }, { value: "" }],
])("%s %o is %o", async (method, params, answer) => {
  expect(await ask(method, params as Readonly<Record<string, string>>)).toEqual(answer);
});

it("tells the first visit of a visitor, without what was done in it", async () => {
  expect(await ask("getFirstVisitForVisitorId", { visitorId: ann })).toMatchObject([{ serverDate: "2026-02-27", actionDetails: [] }]);
});

describe("counters", () => {
  it.each([
    ["60", {}, { visits: 0, actions: 0, visitors: 0, visitsConverted: 0 }],
    ["1510", {}, { visits: 1, actions: 1, visitors: 1, visitsConverted: 1 }],
    ["1600", {}, { visits: 2, actions: 4, visitors: 2, visitsConverted: 1 }],
    ["1600", { segment: "countryCode==de;dimension1==gold" }, { visits: 1, actions: 3, visitors: 1, visitsConverted: 0 }],
    ["1600", { idSite: "all", showColumns: "visits" }, { visits: 2 }],
  ])("of %s minutes with %o are %o", async (lastMinutes, params, counters) => {
    expect(await ask("getCounters", { lastMinutes, ...(params as Readonly<Record<string, string>>) })).toEqual([counters]);
  });

  it("look back two days at most", async () => {
    expect(await ask("getCounters", { lastMinutes: "2881" })).toMatchObject({ result: "error" });
  });
});
