import { afterAll, beforeAll, expect, it } from "vitest";
import { firefox } from "../harness/browsers.ts";
import { type FreshServer, startFreshServer } from "../server-process.mjs";

let server: FreshServer;
const site = "https://fresh.example.org";

async function ask<Answer>(params: Readonly<Record<string, string>>): Promise<Answer> {
  const body = new URLSearchParams({ module: "API", format: "JSON", token_auth: server.token, idSite: "1", ...params });
  return (await (await fetch(new URL("index.php", server.url), { method: "POST", body })).json()) as Answer;
}

const visitorId = (number: number) => number.toString(16).padStart(16, "f");

/** A page view that opens a visit of its own. */
async function view(visitor: number): Promise<void> {
  const hit = new URL(`matomo.php?idsite=1&rec=1&cid=${visitorId(visitor)}&url=${site}/${visitor}`, server.url);
  expect((await fetch(hit, { headers: { "user-agent": firefox } })).status).toBe(200);
}

const inLog = async (visitor: number) =>
  (
    await ask<readonly unknown[]>({
      method: "Live.getLastVisitsDetails",
      period: "day",
      date: "today",
      segment: `visitorId==${visitorId(visitor)}`,
    })
  ).length;
const counted = async () =>
  (await ask<readonly [{ readonly actions: number }]>({ method: "Live.getCounters", lastMinutes: "30" }))[0].actions;
const inSummary = async () =>
  (await ask<{ readonly nb_actions?: number }>({ method: "VisitsSummary.get", period: "range", date: "last2" })).nb_actions ?? 0;

/** How long, in milliseconds, the work took. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Sends so many hits of other visitors in bulks, four at a time. */
async function importHits(count: number): Promise<void> {
  const perBulk = 500;
  let sent = 0;
  const sender = async () => {
    for (let from = sent; from < count; from = sent) {
      sent += perBulk;
      const requests = Array.from(
        { length: perBulk },
        (_, n) =>
          `?idsite=1&rec=1&cid=${visitorId(0xa0000 + ((from + n) >> 2))}&url=${site}/imported/${(from + n) % 997}&ua=${encodeURIComponent(firefox)}`,
      );
      expect((await fetch(new URL("matomo.php", server.url), { method: "POST", body: JSON.stringify({ requests }) })).status).toBe(200);
    }
  };
  await Promise.all([sender(), sender(), sender(), sender()]);
}

beforeAll(async () => {
  server = await startFreshServer();
  await ask({ method: "SitesManager.addSite", siteName: "Fresh", urls: site });
});
afterAll(async () => {
  await server.stop();
});

it("a hit that was answered is in every report that is asked for next", async () => {
  for (let visitor = 1; visitor <= 5; visitor++) {
    await view(visitor);
    const took = await timed(async () =>
      expect(await Promise.all([inLog(visitor), counted(), inSummary()])).toEqual([1, visitor, visitor]),
    );
    expect(took).toBeLessThan(2000);
  }
});

it("so it is while 20,000 hits are imported, as a report waits for those before it", async () => {
  const before = await inSummary();
  let done = false;
  const load = importHits(20_000).then(() => {
    done = true;
  });
  const times: number[] = [];
  for (let visitor = 1001; !done; visitor++) {
    await view(visitor);
    times.push(await timed(async () => expect(await inLog(visitor)).toBe(1)));
  }
  await load;
  times.push(await timed(async () => expect(await inSummary()).toBe(before + 20_000 + times.length)));
  // Hits are applied in order: what comes last waits until those before it are.
  expect(Math.max(...times)).toBeLessThan(10_000);
}, 60_000);
