import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { firefox } from "../harness/browsers.ts";
import { startServerOn } from "../server-process.mjs";

type Texts = Readonly<Record<string, string>>;

const token = "0123456789abcdef0123456789abcdef";
const now = "2026-06-02T12:00:00Z";
const isReady = "Reports were made ready";
let data: string;
/** What a server said that had no visits when it started. */
let saidWithoutVisits: string;

const start = (environment: Texts = {}) => startServerOn(data, { FOOTFALL_LOG_LEVEL: "info", FOOTFALL_NOW: now, ...environment });

const call = (url: string, params: Texts) =>
  fetch(new URL("index.php", url), {
    method: "POST",
    body: new URLSearchParams({ module: "API", format: "JSON", token_auth: token, ...params }),
  });

/** Asks for the titles of a day; gives what it is told, and how many milliseconds the warehouse had to work for it. */
async function askTitles(url: string, date: string) {
  const answer = await call(url, { method: "Actions.getPageTitles", idSite: "2", period: "day", date });
  const milliseconds = Number(/sql;dur=([\d.]+)/.exec(answer.headers.get("server-timing") ?? "")?.[1]);
  const rows = (await answer.json()) as readonly { readonly label: string }[];
  return { titles: rows.map(({ label }) => label), milliseconds };
}

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "footfall-warm-up-"));
  const server = await start({ FOOTFALL_BOOTSTRAP_TOKEN: token });
  for (const siteName of ["Quiet", "Busy"]) await call(server.url, { method: "SitesManager.addSite", siteName });
  for (const [idsite, visitor, title] of [
    ["1", "a1", "Once"],
    ["2", "b1", "One"],
    ["2", "b2", "Two"],
  ] as const) {
    const hit = new URLSearchParams({ idsite, rec: "1", _id: visitor.repeat(8), url: "https://a.example/", action_name: title });
    expect((await fetch(new URL(`matomo.php?${hit}`, server.url), { headers: { "user-agent": firefox } })).status).toBe(200);
  }
  await server.settled();
  saidWithoutVisits = server.said();
  expect(await server.end("SIGTERM")).toBe(0);
}, 60_000);
afterAll(() => rm(data, { recursive: true, force: true }));

it("has nothing to ask where there are no visits", () => {
  expect(saidWithoutVisits).not.toContain(isReady);
});

it("asks reports of the busiest site, so that the first to ask finds them known", async () => {
  const server = await start();
  await vi.waitFor(() => expect(server.said()).toContain(isReady), { timeout: 30_000, interval: 50 });
  expect(server.said()).toContain('"site":2,"day":"2026-06-02"');
  expect(server.said()).not.toContain(token);
  const known = await askTitles(server.url, "2026-06-02");
  expect(known.titles.toSorted()).toEqual([" One", " Two"]);
  expect(known.milliseconds).toBe(0);
  expect((await askTitles(server.url, "2026-05-20")).milliseconds).toBeGreaterThan(0);
  expect(await server.end("SIGTERM")).toBe(0);
}, 60_000);

it("ends at once where the server does", async () => {
  const server = await start();
  expect(await server.end("SIGTERM")).toBe(0);
  expect(server.said()).not.toContain("Reports were not made ready");
});

it("asks nothing where that is not wanted", async () => {
  const server = await start({ FOOTFALL_WARM_UP: "0" });
  const first = await askTitles(server.url, "2026-06-02");
  expect(first.titles.toSorted()).toEqual([" One", " Two"]);
  expect(first.milliseconds).toBeGreaterThan(0);
  expect(server.said()).not.toContain(isReady);
  expect(await server.end("SIGTERM")).toBe(0);
});
