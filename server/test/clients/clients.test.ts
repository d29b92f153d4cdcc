import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { firefox } from "../harness/browsers.ts";
import { type FreshServer, startFreshServer } from "../server-process.mjs";

interface VisitSeen {
  readonly visitIp: string;
  readonly serverDate: string;
  readonly browserName: string;
  readonly actionDetails: readonly { readonly type: string; readonly url: string | null; readonly pageTitle?: string }[];
}

let server: FreshServer;
/** Each test has a site of its own. */
let idSite = 0;

async function ask(method: string, params: Readonly<Record<string, string>>): Promise<unknown> {
  const body = new URLSearchParams({ module: "API", format: "JSON", token_auth: server.token, method, ...params });
  return (await fetch(new URL("index.php", server.url), { method: "POST", body })).json();
}

const totals = () => ask("VisitsSummary.get", { idSite: String(idSite), period: "month", date: "2026-05-30" });
const visits = () =>
  ask("Live.getLastVisitsDetails", { idSite: String(idSite), period: "month", date: "2026-05-30" }) as Promise<VisitSeen[]>;

beforeAll(async () => {
  server = await startFreshServer({ FOOTFALL_NOW: "2026-05-30T12:00:00Z" });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  expect(server.said()).toBe("");
});
beforeEach(async () => {
  const added = (await ask("SitesManager.addSite", { siteName: "Site", urls: "https://shop.example.org" })) as { value: number };
  idSite = added.value;
});

describe("the npm package matomo-tracker", () => {
  interface Client {
    on(event: "error", listener: (reason: unknown) => void): void;
    track(options: object | string): void;
    trackBulk(events: object[], done: (answer: string) => void): void;
  }
  const Tracker = createRequire(import.meta.url)("matomo-tracker") as new (site: number, url: string) => Client;

  const open = () => {
    const client = new Tracker(idSite, `${server.url}matomo.php`);
    const errors: unknown[] = [];
    client.on("error", (reason) => errors.push(reason));
    return { client, errors };
  };

  it("tracks single hits, and tells of those that are refused", async () => {
    const { client, errors } = open();
    const page = { url: "https://shop.example.org/a?b=1&c=ü", ua: firefox, cid: "0123456789abcdef" };
    client.track({ ...page, action_name: "Preise & Größen", urlref: "https://news.example.com/" });
    client.track({ ...page, e_c: "Video", e_a: "Play", cvar: JSON.stringify({ 1: ["a", "b"] }) });
    client.track({ ...page, token_auth: "nobody's", cip: "192.0.2.1" });
    await expect.poll(() => errors).toEqual([400]);
    await expect.poll(totals).toMatchObject({ nb_visits: 1, nb_actions: 2 });
    const [visit] = await visits();
    expect(visit!.actionDetails.map(({ type }) => type).sort()).toEqual(["action", "event"]);
    expect(visit!.actionDetails.find(({ type }) => type === "action")).toMatchObject({
      url: "https://shop.example.org/a?b=1&c=ü",
      pageTitle: "Preise & Größen",
    });
  });

  it("tracks in bulk", async () => {
    const { client, errors } = open();
    const page = { url: "https://shop.example.org/", ua: firefox };
    const answer = await new Promise<string>((resolve) =>
      client.trackBulk(
        [
          { ...page, cid: "0123456789abcdef" },
          { ...page, cid: "no id" },
          { ...page, cid: "fedcba9876543210" },
        ],
        resolve,
      ),
    );
    expect(JSON.parse(answer)).toEqual({ status: "success", tracked: 2, invalid: 1, invalid_indices: [1] });
    expect(errors).toEqual([]);
    expect(await totals()).toMatchObject({ nb_visits: 2, nb_actions: 2 });
  });
});

describe("the importer of server logs", () => {
  /** A line of a log as import_logs.py sends it. */
  const line = (path: string, ip: string, cdt: string, more: object = {}) => ({
    rec: "1",
    apiv: "1",
    url: `https://shop.example.org${path}`,
    urlref: "",
    cip: ip,
    cdt,
    idsite: String(idSite),
    queuedtracking: "0",
    dp: "0",
    ua: firefox,
    cvar: '{"1": ["HTTP-code", "200"]}',
    bw_bytes: 4711,
    ...more,
  });
  const send = async (requests: readonly unknown[], token = server.token) => {
    const answer = await fetch(new URL("piwik.php?queuedtracking=0", server.url), {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Matomo/LogImport" },
      body: JSON.stringify({ token_auth: token, requests }),
    });
    return { status: answer.status, type: answer.headers.get("content-type"), body: (await answer.json()) as unknown };
  };

  it("brings hits of the past, with addresses and browsers of their own", async () => {
    const error = "404/URL = https%3A%2F%2Fshop.example.org%2Fgone/From = https%3A%2F%2Fnews.example.com%2F";
    const requests = [
      line("/", "198.51.100.7", "2026-05-29 10:00:00", { pf_srv: 120 }),
      line("/price.pdf", "198.51.100.7", "2026-05-29 10:01:00", { download: "https://shop.example.org/price.pdf" }),
      line("/", "203.0.113.9", "2026-05-29 10:02:00"),
      line("/gone", "203.0.113.9", "2026-05-29 10:03:00", { action_name: error, urlref: "https://news.example.com/" }),
      line("/", "203.0.113.9", "2026-05-29 10:04:00", { ua: "Mozilla/5.0 (compatible; Googlebot/2.1)" }),
      line("/", "203.0.113.9", "2025-01-01 00:00:00"),
    ];
    expect(await send(requests)).toMatchObject({
      status: 200,
      type: expect.stringContaining("application/json"),
      body: { status: "success", tracked: 6, invalid: 0, invalid_indices: [] },
    });
    expect(await totals()).toMatchObject({ nb_visits: 2, nb_actions: 4 });
    const seen = await visits();
    expect(seen.map(({ visitIp, serverDate, browserName }) => [visitIp, serverDate, browserName]).sort()).toEqual([
      ["198.51.0.0", "2026-05-29", "Firefox"],
      ["203.0.0.0", "2026-05-29", "Firefox"],
    ]);
    expect(seen.flatMap(({ actionDetails }) => actionDetails.map(({ type }) => type)).sort()).toEqual([
      "action",
      "action",
      "action",
      "download",
    ]);
  });

  it("hears which lines are invalid, and no neighbour of theirs is lost", async () => {
    const good = (path: string) => line(path, "198.51.100.7", "2026-05-29 10:00:00");
    const requests = [
      good("/1"),
      null,
      good("/2"),
      { ...good("/3"), idsite: "4711" },
      7,
      "?rec=1",
      good("/4"),
      { ...good("/5"), cid: "x" },
      good("/6"),
    ];
    expect((await send(requests)).body).toEqual({ status: "success", tracked: 4, invalid: 5, invalid_indices: [1, 3, 4, 5, 7] });
    expect(await totals()).toMatchObject({ nb_visits: 1, nb_actions: 4 });
  });

  it("is refused without a token that may write", async () => {
    expect((await send([line("/", "198.51.100.7", "2026-05-29 10:00:00")], "")).body).toMatchObject({ tracked: 0, invalid: 1 });
    expect(await totals()).toMatchObject({ nb_visits: 0 });
  });
});

describe("a hit", () => {
  const hit = () => `idsite=${idSite}&rec=1&url=https%3A%2F%2Fshop.example.org%2F&action_name=Gr%C3%BC%C3%9Fe`;
  const bulk = () => JSON.stringify({ requests: [`?${hit()}`] });
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const beacon = { "content-type": "text/plain;charset=UTF-8" };
  const gzip = { "content-encoding": "gzip" };

  it.each<[string, () => [path: string, init?: RequestInit]]>([
    ["GET /matomo.php", () => [`matomo.php?${hit()}`]],
    ["GET /piwik.php", () => [`piwik.php?${hit()}`]],
    ["GET /js/tracker.php", () => [`js/tracker.php?${hit()}`]],
    ["a form", () => ["matomo.php", { method: "POST", headers: form, body: hit() }]],
    [
      "a form and an address",
      () => [`matomo.php?idsite=${idSite}`, { method: "POST", headers: form, body: hit().replace(/idsite=\d+&/, "") }],
    ],
    ["a beacon", () => ["matomo.php", { method: "POST", headers: beacon, body: hit() }]],
    ["a body of no type", () => ["matomo.php", { method: "POST", body: Buffer.from(hit()) }]],
    ["a packed form", () => ["matomo.php", { method: "POST", headers: { ...form, ...gzip }, body: gzipSync(hit()) }]],
    ["a bulk", () => ["matomo.php", { method: "POST", body: bulk() }]],
    ["a bulk by beacon", () => ["matomo.php", { method: "POST", headers: beacon, body: bulk() }]],
    ["a packed bulk", () => ["matomo.php", { method: "POST", headers: gzip, body: gzipSync(bulk()) }]],
  ])("arrives by %s", async (_name, request) => {
    const [path, init = {}] = request();
    const answer = await fetch(new URL(path, server.url), { ...init, headers: { "user-agent": firefox, ...(init.headers as object) } });
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    const [visit] = await visits();
    expect(visit!.actionDetails).toMatchObject([{ pageTitle: "Grüße", url: "https://shop.example.org/" }]);
  });

  const send = (query: string, init: RequestInit = {}) =>
    fetch(new URL(`matomo.php?${query}`, server.url), { ...init, headers: { "user-agent": firefox, ...(init.headers as object) } });

  it("is answered with a pixel, or with nothing where that is asked for", async () => {
    const pixel = await send(hit());
    const image = Buffer.from(await pixel.arrayBuffer());
    expect([pixel.headers.get("content-type"), image.length, image.toString("latin1", 0, 6)]).toEqual(["image/gif", 43, "GIF89a"]);
    for (const answer of [await send(`${hit()}&send_image=0`), await send("send_image=0", { method: "POST", body: bulk() })])
      expect([answer.status, (await answer.arrayBuffer()).byteLength, answer.headers.get("cache-control")]).toEqual([204, 0, "no-store"]);
  });

  it("may come from any page", async () => {
    expect((await send(hit())).headers.get("access-control-allow-origin")).toBe("*");
    const origin = "https://shop.example.org";
    for (const query of [hit(), "idsite=4711&rec=1"]) {
      const { headers } = await send(query, { headers: { origin } });
      expect(headers.get("access-control-allow-origin")).toBe(origin);
      expect(headers.get("access-control-allow-credentials")).toBe("true");
      expect(headers.get("vary")).toContain("Origin");
    }
    const asked = { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" };
    const before = await send("", { method: "OPTIONS", headers: asked });
    expect([before.status, before.headers.get("access-control-allow-origin")]).toEqual([204, origin]);
    expect(before.headers.get("access-control-allow-methods")).toContain("POST");
    expect(before.headers.get("access-control-allow-headers")).toContain("content-type");
  });

  it("is told from a look at the endpoint, which counts nothing", async () => {
    const head = await send("", { method: "HEAD" });
    expect([head.status, (await head.arrayBuffer()).byteLength, head.headers.get("cache-control")]).toEqual([200, 0, "no-store"]);
    expect((await send("")).headers.get("content-type")).toContain("text/plain");
    expect((await send("", { method: "PUT", body: hit() })).status).toBe(404);
    expect(await totals()).toMatchObject({ nb_visits: 0 });
  });

  it("that is refused is told why, and never kept by a cache", async () => {
    const refused = await send("idsite=4711&rec=1");
    expect([refused.status, refused.headers.get("cache-control")]).toEqual([400, "no-store"]);
    expect(await refused.text()).toContain("idsite=4711");
    const unreadable = await send("", { method: "POST", body: '{"requests": [' });
    expect(unreadable.status).toBe(400);
  });
});
