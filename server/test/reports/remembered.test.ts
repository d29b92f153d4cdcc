import { afterAll, beforeAll, expect, it } from "vitest";
import { firefox } from "../harness/browsers.ts";
import { type FreshServer, startFreshServer } from "../server-process.mjs";

// A server as a process of its own: hits are applied in another thread than the one that remembers.
let server: FreshServer;
const site = "https://remembered.example.org";

async function ask<Answer>(method: string, params: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const body = new URLSearchParams({ module: "API", format: "JSON", token_auth: server.token, idSite: "1", method, ...params });
  return (await (await fetch(new URL("index.php", server.url), { method: "POST", body })).json()) as Answer;
}

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** A page view of a visit of its own, so many days ago. */
async function view(visitor: number, daysAgo: number): Promise<void> {
  const hit = new URLSearchParams({
    idsite: "1",
    rec: "1",
    token_auth: server.token,
    cid: visitor.toString(16).padStart(16, "a"),
    url: `${site}/page`,
    cdt: `${dayBefore(daysAgo)} 12:00:00`,
    ua: firefox,
  });
  expect((await fetch(new URL("matomo.php", server.url), { method: "POST", body: hit })).status).toBe(200);
}

const about = (daysAgo: number, segment = "") => ({ period: "day", date: dayBefore(daysAgo), segment });
const visits = async (daysAgo: number, segment?: string) =>
  (await ask<{ readonly nb_visits?: number }>("VisitsSummary.get", about(daysAgo, segment))).nb_visits ?? 0;
const pageHits = async (daysAgo: number, segment?: string) =>
  (await ask<readonly { readonly nb_hits: number }[]>("Actions.getPageUrls", about(daysAgo, segment)))[0]?.nb_hits ?? 0;

/** What reports tell of a day, each asked twice: from the tables, and from memory. */
async function told(daysAgo: number, segment?: string): Promise<readonly number[]> {
  const figures: number[] = [];
  for (let round = 0; round < 2; round++) figures.push(await visits(daysAgo, segment), await pageHits(daysAgo, segment));
  return figures;
}

beforeAll(async () => {
  server = await startFreshServer();
  await ask("SitesManager.addSite", { siteName: "Remembered", urls: site, startDate: dayBefore(30) });
});
afterAll(() => server.stop());

it("answers the same report again at once, and otherwise as soon as one hit is late or one visit erased", async () => {
  await view(1, 5);
  await view(2, 5);
  await view(3, 2);
  expect(await told(5)).toEqual([2, 2, 2, 2]);
  expect(await told(5, "pageUrl=@page")).toEqual([2, 2, 2, 2]);
  expect(await told(2)).toEqual([1, 1, 1, 1]);

  await view(4, 5);
  expect(await told(5)).toEqual([3, 3, 3, 3]);
  expect(await told(5, "pageUrl=@page")).toEqual([3, 3, 3, 3]);
  expect(await told(2)).toEqual([1, 1, 1, 1]);

  const found = await ask<readonly { readonly idSite: number; readonly idVisit: number }[]>("PrivacyManager.findDataSubjects", {
    segment: "visitorId==aaaaaaaaaaaaaaa4",
  });
  expect(found).toHaveLength(1);
  const named = { "visits[0][idsite]": String(found[0]!.idSite), "visits[0][idvisit]": String(found[0]!.idVisit) };
  await ask("PrivacyManager.deleteDataSubjects", { ...named, passwordConfirmation: "" });
  expect(await told(5)).toEqual([2, 2, 2, 2]);
  expect(await told(5, "pageUrl=@page")).toEqual([2, 2, 2, 2]);
});

it("takes no statement for what it remembers", async () => {
  const sqlTime = async () => {
    const body = new URLSearchParams({
      module: "API",
      format: "JSON",
      token_auth: server.token,
      idSite: "1",
      method: "Actions.getPageUrls",
    });
    for (const [name, value] of Object.entries(about(5, "pageUrl!@nothing"))) body.set(name, value);
    const response = await fetch(new URL("index.php", server.url), { method: "POST", body });
    await response.text();
    return Number(/sql;dur=([\d.]+)/.exec(response.headers.get("server-timing") ?? "")?.[1]);
  };
  expect(await sqlTime()).toBeGreaterThan(0);
  expect(await sqlTime()).toBe(0);
});
