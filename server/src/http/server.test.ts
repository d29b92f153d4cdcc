import { gunzipSync, gzipSync } from "node:zlib";
import type { FastifyInstance, FastifyReply, InjectOptions } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import type { Api } from "../api/call.ts";
import { systemClock } from "../base/clock.ts";
import { createLog, silentLog } from "../base/log.ts";
import type { Outcome, Tracker } from "../tracking/tracker.ts";
import { createHttpServer, type HttpParts } from "./server.ts";

const form = { "content-type": "application/x-www-form-urlencoded" };

/** An API that repeats what it was asked, and tells mistakes as JSON. */
const echo: Api = {
  call: async ({ params, inAddress, baseUrl, ip }) => json(200, { params, inAddress: [...inAddress], baseUrl, ip }),
  refuse: ({ status, message }, { params }) => json(status, { format: params.format, message }),
  findCaller: async () => undefined,
  rest: async (path) => ({ status: 200, headers: {}, body: path }),
  accounts: {
    signIn: () => Promise.reject(new Error("not asked here")),
    session: async () => undefined,
    signOut: async () => false,
    acceptInvitation: () => Promise.reject(new Error("not asked here")),
  },
};

const json = (status: number, value: unknown) => ({ status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) });

const deafTracker: Tracker = {
  track: async (requests): Promise<Outcome> => ({ tracked: requests.length, invalid: [] }),
  settle: async () => {},
  whileStill: (work) => work(),
  counts: () => ({ hits: 0, dropped: {}, batches: 0, rows: 0, writing: 0 }),
  state: () => ({ waiting: 0, lag: 0, trouble: undefined, isHeldUp: false, isFull: false }),
  close: async () => {},
};

const noLimits = { corsOrigins: [], requestsPerAddress: 0, metricsFrom: [] };
const noMetrics = { called: () => {}, tracked: () => {}, print: async () => "", contentType: "text/plain" };

let server: FastifyInstance;
afterEach(() => server.close());

async function ask(request: InjectOptions, parts: Partial<HttpParts> = {}) {
  server = await createHttpServer({
    config: { ...noLimits, trustedProxies: ["127.0.0.1"], basePath: "" },
    api: echo,
    tracker: deafTracker,
    checkStores: async () => {},
    freeBytes: async () => 1e9,
    backUp: () => Promise.reject(new Error("not asked here")),
    metrics: noMetrics,
    clock: systemClock,
    log: silentLog,
    ...parts,
  });
  return server.inject(request);
}

describe("the API", () => {
  it.each<[string, InjectOptions]>([
    ["GET /index.php", { url: "/index.php?module=API&a=1" }],
    ["GET /", { url: "/?module=API&a=1" }],
    ["GET with slashes doubled", { url: "//index.php?module=API&a=1" }],
    ["POST /index.php", { method: "POST", url: "/index.php", headers: form, payload: "module=API&a=1" }],
    ["POST / without a module", { method: "POST", url: "/?module=API", headers: form, payload: "a=1" }],
    ["query and body together", { method: "POST", url: "/?a=1", headers: form, payload: "module=API" }],
    ["a form that says it is text", { method: "POST", url: "/", headers: { "content-type": "text/plain" }, payload: "module=API&a=1" }],
    ["a form that says nothing", { method: "POST", url: "/", payload: Buffer.from("module=API&a=1") }],
    ["JSON", { method: "POST", url: "/", headers: { "content-type": "application/json" }, payload: '{"module":"API","a":1}' }],
    ["gzip", { method: "POST", url: "/", headers: { ...form, "content-encoding": "gzip" }, payload: gzipSync("module=API&a=1") }],
  ])("is asked by %s", async (_name, request) => {
    expect((await ask(request)).json().params).toEqual({ module: "API", a: "1" });
  });

  it("knows which parameters stood in the address", async () => {
    const answer = await ask({ method: "POST", url: "/index.php?idSite=1", headers: form, payload: "token_auth=x" });
    expect(answer.json().inAddress).toEqual(["idSite"]);
  });

  it("answers compressed where the client takes it", async () => {
    const api = { ...echo, call: async () => json(200, "x".repeat(5000)) };
    const request = (encoding: string) => ask({ url: "/?module=API", headers: { "accept-encoding": encoding } }, { api });
    expect((await request("gzip, br")).headers["content-encoding"]).toBe("br");
    expect((await request("gzip")).headers["content-encoding"]).toBe("gzip");
    expect((await request("identity")).headers["content-encoding"]).toBeUndefined();
  });

  it("packs a usual report at once, so that its length is known, and a huge one on the way", async () => {
    const lengthOf = async (bytes: number) => {
      const api = { ...echo, call: async () => json(200, "x".repeat(bytes)) };
      const answer = await ask({ url: "/?module=API", headers: { "accept-encoding": "gzip" } }, { api });
      expect(gunzipSync(answer.rawPayload).length).toBeGreaterThanOrEqual(bytes);
      return answer.headers["content-length"];
    };
    expect(Number(await lengthOf(100_000))).toBeGreaterThan(0);
    expect(await lengthOf(1_000_000)).toBeUndefined();
  });

  it.each(["identity", "gzip"])("sends pieces one after the other, as %s", async (encoding) => {
    const pieces = function* () {
      yield "label,nb_visits";
      for (let row = 0; row < 5000; row++) yield Buffer.from(`\npage ${row},1`);
    };
    const csv = async () => ({ status: 200, headers: { "content-type": "text/csv; charset=utf-8" }, body: pieces() });
    const answer = await ask({ url: "/?module=API", headers: { "accept-encoding": encoding } }, { api: { ...echo, call: csv } });
    expect(answer.headers["content-encoding"]).toBe(encoding === "gzip" ? "gzip" : undefined);
    const bytes = encoding === "gzip" ? gunzipSync(answer.rawPayload) : answer.rawPayload;
    expect(bytes.toString()).toBe([...pieces()].join(""));
  });

  it("answers HEAD and OPTIONS", async () => {
    expect((await ask({ method: "HEAD", url: "/index.php?module=API" })).statusCode).toBe(200);
    expect((await ask({ method: "OPTIONS", url: "/index.php" })).headers.allow).toBe("GET, HEAD, POST, OPTIONS");
  });
});

describe("the tracking script", () => {
  const sendScript = (_request: unknown, reply: FastifyReply) => reply.type("application/javascript").send("script");

  it.each([
    ["/matomo.js", ""],
    ["/stats/matomo.js", "/stats"],
    ["/stats/js/", "/stats"],
    ["/wp-json/matomo/v1/hit/", ""],
    ["/stats/?rest_route=/matomo/v1/hit", "/stats"],
  ])("stands at %s of a server below '%s'", async (url, basePath) => {
    const config = { ...noLimits, trustedProxies: [], basePath };
    expect((await ask({ url }, { config, sendScript })).body).toBe("script");
  });
});

describe("the page", () => {
  it("stands at the address of the server", async () => {
    const answer = await ask({ url: "/" });
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
  });

  it.each(["/?module=CoreHome&action=index", "/index.php?module=Login"])("is where the old link %s leads", async (url) => {
    const answer = await ask({ url }, { config: { ...noLimits, trustedProxies: [], basePath: "/stats" } });
    expect([answer.statusCode, answer.headers.location]).toEqual([302, "/stats/"]);
  });
});

describe("behind a proxy", () => {
  const headers = {
    "x-forwarded-for": "203.0.113.7",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "example.org",
    "x-forwarded-prefix": "/stats",
  };

  it.each(["/index.php?module=API", "/stats/index.php?module=API"])("is reached at %s, and knows what the client sees", async (url) => {
    expect((await ask({ url, headers })).json()).toMatchObject({ baseUrl: "https://example.org/stats/", ip: "203.0.113.7" });
  });

  it("believes nobody else", async () => {
    const answer = await ask({ url: "/index.php?module=API", headers, remoteAddress: "198.51.100.9" });
    expect(answer.json()).toMatchObject({ baseUrl: "http://localhost:80/", ip: "198.51.100.9" });
  });
});

describe("a mistake", () => {
  const big = Buffer.alloc(5 * 1024 * 1024, "a");
  it.each<[string, InjectOptions, number, string]>([
    ["a large body", { payload: big }, 413, "4 MiB"],
    ["a body that is large once unpacked", { headers: { "content-encoding": "gzip" }, payload: gzipSync(big) }, 413, "4 MiB"],
    ["damaged gzip", { headers: { "content-encoding": "gzip" }, payload: "no gzip" }, 400, "compression is damaged"],
    ["unknown compression", { headers: { "content-encoding": "lzw" }, payload: "a=1" }, 400, "Content-Encoding is unknown"],
    ["multipart", { headers: { "content-type": "multipart/form-data; boundary=x" }, payload: "--x" }, 400, "multipart/form-data"],
    ["JSON that is none", { headers: { "content-type": "application/json" }, payload: "{" }, 400, "not valid JSON"],
    ["an odd content type", { headers: { "content-type": "///" }, payload: "a=1" }, 400, "Content-Type"],
  ])("such as %s is told in the format that is asked for", async (_name, request, status, words) => {
    const answer = await ask({ method: "POST", url: "/index.php?format=json", ...request });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ format: "json", message: expect.stringContaining(words) });
  });

  it.each<InjectOptions>([
    { method: "POST", url: "/matomo.php", payload: big },
    { method: "POST", url: "/matomo.php", headers: { "content-encoding": "gzip" }, payload: "no gzip" },
    { url: "/nothing/here" },
    { url: "/%zz" },
    { method: "DELETE", url: "/index.php" },
  ])("of another kind is never a failure of ours: $method $url", async (request) => {
    const { statusCode } = await ask(request);
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(statusCode).toBeLessThan(500);
  });

  it("of ours is logged without the query, and told without details", async () => {
    const lines: string[] = [];
    const api = { ...echo, call: () => Promise.reject(new Error("secret detail")) };
    const answer = await ask(
      { url: "/index.php?module=API&token_auth=abc123" },
      { api, log: createLog("debug", (line) => lines.push(line)) },
    );
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain("secret detail");
    expect(lines.join("")).toContain("secret detail");
    expect(lines.join("")).not.toContain("abc123");
  });
});

describe("requests of one address", () => {
  it("are limited where that is set, and told in the format that is asked for; /healthz is not", async () => {
    const config = { trustedProxies: [], basePath: "", corsOrigins: [], requestsPerAddress: 1, metricsFrom: [] };
    const url = "/index.php?module=API&format=json";
    expect((await ask({ url }, { config })).statusCode).toBe(200);
    const refused = await server.inject({ url });
    expect([refused.statusCode, Number(refused.headers["retry-after"])]).toEqual([429, expect.any(Number)]);
    expect(refused.json()).toMatchObject({ format: "json", message: expect.stringContaining("Try again in") });
    expect((await server.inject({ url, remoteAddress: "198.51.100.9" })).statusCode).toBe(200);
    expect((await server.inject({ url: "/healthz" })).statusCode).toBe(200);
  });
});

describe("/readyz", () => {
  const ready = (state: Partial<ReturnType<Tracker["state"]>>, free = 1e9) =>
    ask(
      { url: "/readyz" },
      { tracker: { ...deafTracker, state: () => ({ ...deafTracker.state(), ...state }) }, freeBytes: async () => free },
    );

  it.each([
    [{}, 1e9, 200, { status: "ready", warehouse: "ok" }],
    [{ isHeldUp: true, waiting: 5, lag: 2.4 }, 1e9, 200, { status: "ready", waiting: 5, lag: 2, warehouse: "away" }],
    [{ isFull: true }, 1e9, 503, { status: "the journal is full" }],
    [{}, 1e6, 503, { status: "the disk is full" }],
  ])("tells with %j and %i bytes free whether hits can be kept", async (state, free, status, body) => {
    const answer = await ready(state, free);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject(body);
  });

  it("is not asked whether the process lives", async () => {
    expect((await ask({ url: "/livez" })).statusCode).toBe(200);
  });
});

describe("/healthz", () => {
  it("tells whether the stores answer", async () => {
    const healthy = await ask({ url: "/healthz" });
    expect([healthy.statusCode, healthy.json()]).toEqual([200, { status: "ok", waiting: 0 }]);
    const broken = await ask({ url: "/healthz" }, { checkStores: () => Promise.reject(new Error("away")) });
    expect(broken.statusCode).toBe(503);
  });
});
