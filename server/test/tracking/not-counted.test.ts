import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningServer, startRunningServer } from "../harness/running-server.ts";

type Texts = Readonly<Record<string, string>>;

let server: RunningServer;
beforeAll(async () => {
  // The proxy says where a visitor comes from.
  server = await startRunningServer({ FOOTFALL_TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.close());

async function addSite(params: Texts = {}): Promise<string> {
  const added = (await server.ask("SitesManager.addSite", { siteName: "Site", urls: "https://shop.example.org", ...params })) as {
    value: number;
  };
  return String(added.value);
}

async function visitsOf(idSite: string): Promise<number> {
  const { nb_visits } = (await server.ask("VisitsSummary.get", { idSite, period: "range", date: "last3" })) as { nb_visits: number };
  return nb_visits;
}

interface Case {
  readonly of: string;
  readonly site?: Texts;
  /** A method that is called first, with its parameters. */
  readonly setting?: readonly [method: string, params: Texts];
  readonly dropped: readonly [params: Texts, headers?: Texts];
  readonly counted: readonly [params: Texts, headers?: Texts];
}

const page = { url: "https://shop.example.org/" };

/** What the reports show of a visitor who is not to be counted and of one like it who is. */
const cases: readonly Case[] = [
  { of: "the opt-out cookie", dropped: [page, { cookie: "a=1; matomo_ignore=x" }], counted: [page, { cookie: "a=1; matomo=x" }] },
  { of: "the opt-out cookie of old", dropped: [page, { cookie: "piwik_ignore=x" }], counted: [page, { cookie: "ignore=piwik_ignore" }] },
  {
    of: "Do Not Track, where it is obeyed",
    setting: ["PrivacyManager.activateDoNotTrack", {}],
    dropped: [page, { dnt: "1" }],
    counted: [page, { dnt: "0" }],
  },
  {
    of: "the other header of Do Not Track",
    dropped: [page, { "x-do-not-track": "1" }],
    counted: [page],
  },
  {
    of: "Do Not Track, where it is not obeyed",
    setting: ["PrivacyManager.deactivateDoNotTrack", {}],
    dropped: [{ ...page, rec: "0" }],
    counted: [page, { dnt: "1" }],
  },
  {
    of: "a site's excluded address",
    site: { excludedIps: "198.51.100.*" },
    dropped: [page, { "x-forwarded-for": "198.51.100.7" }],
    counted: [page, { "x-forwarded-for": "198.51.101.7" }],
  },
  {
    of: "an address excluded everywhere",
    setting: ["SitesManager.setGlobalExcludedIps", { excludedIps: "203.0.113.0/25" }],
    dropped: [page, { "x-forwarded-for": "203.0.113.127" }],
    counted: [page, { "x-forwarded-for": "203.0.113.128" }],
  },
  {
    of: "a network of a search engine",
    dropped: [page, { "x-forwarded-for": "66.249.80.1" }],
    counted: [{ ...page, bots: "1" }, { "x-forwarded-for": "66.249.80.1" }],
  },
  {
    of: "a robot",
    dropped: [page, { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" }],
    counted: [{ ...page, bots: "1" }, { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" }],
  },
  {
    of: "an excluded user agent",
    site: { excludedUserAgents: "uptime" },
    dropped: [page, { "user-agent": "Mozilla/5.0 (Windows NT 10.0) Uptime-Watcher/3" }],
    counted: [page],
  },
  {
    of: "spam in the referrer",
    dropped: [{ ...page, urlref: "https://semalt.com/crawler.php" }],
    counted: [{ ...page, urlref: "https://example.com/?about=semalt" }],
  },
  {
    of: "an address of another site",
    site: { excludeUnknownUrls: "1" },
    dropped: [{ url: "https://copy.example.net/" }],
    counted: [{ url: "https://www.shop.example.org/a" }],
  },
  { of: "a page loaded ahead of time", dropped: [page, { "x-purpose": "preview" }], counted: [page, { "x-purpose": "other" }] },
  { of: "a heartbeat without a visit", dropped: [{ ...page, ping: "1" }], counted: [page] },
];

it.each(cases)("$of is answered as any hit, and not counted", async ({ site, setting, dropped, counted }) => {
  if (setting) await server.ask(...setting);
  const idSite = await addSite(site);
  expect(await server.hit({ idsite: idSite, ...dropped[0] }, dropped[1])).toBe(200);
  expect(await visitsOf(idSite)).toBe(0);
  expect(await server.hit({ idsite: idSite, ...counted[0] }, counted[1])).toBe(200);
  expect(await visitsOf(idSite)).toBe(1);
});

it("an excluded referrer is counted as a direct entry", async () => {
  const idSite = await addSite({ excludedReferrers: "pay.example.com" });
  const browsers = [
    ["https://pay.example.com/return", "0000000000000001"],
    ["https://news.example.com/story", "0000000000000002"],
  ] as const;
  for (const [urlref, cid] of browsers) await server.hit({ idsite: idSite, ...page, urlref, cid });
  const visits = (await server.ask("Live.getLastVisitsDetails", { idSite, period: "range", date: "last3" })) as {
    visitorId: string;
    referrerType: string;
  }[];
  expect(Object.fromEntries(visits.map(({ visitorId, referrerType }) => [visitorId, referrerType]))).toEqual({
    "0000000000000001": "direct",
    "0000000000000002": "website",
  });
});

it("a site that does not exist is refused", async () => {
  expect(await server.hit({ idsite: "4711", ...page })).toBe(400);
});
