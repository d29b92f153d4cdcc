import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import compress from "@fastify/compress";
import { type FastifyInstance, fastify } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outcome, Tracker } from "../tracking/tracker.ts";
import { openScript, type SendScript, scriptRoutes } from "./script-routes.ts";
import { trackingRoutes } from "./tracking-routes.ts";

const folder = mkdtempSync(join(tmpdir(), "footfall-script-"));
const script = `/* script */${"x".repeat(5000)}`;

let server: FastifyInstance;
let tracked = 0;
const tracker: Pick<Tracker, "track"> = {
  track: async (requests): Promise<Outcome> => {
    tracked += requests.length;
    return { tracked: requests.length, invalid: [] };
  },
};

beforeAll(async () => {
  const file = join(folder, "matomo.js");
  writeFileSync(file, script);
  const sendScript = openScript(pathToFileURL(file)) as SendScript;
  server = fastify();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  await server.register(compress, { globalCompression: false });
  scriptRoutes(server, sendScript);
  trackingRoutes(server, { tracker: tracker as Tracker, sendScript });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const names = [
  "/matomo.js",
  "/piwik.js",
  "/js/matomo.js",
  "/js/piwik.js",
  "/js",
  "/js/",
  "/js/index.php",
  "/js/tracker.php",
  "/matomo.js?v=5",
];

describe("the tracking script", () => {
  it.each(names)("stands at %s, for pages of any site", async (url) => {
    const { statusCode, headers, body } = await server.inject({ url });
    expect([statusCode, body]).toEqual([200, script]);
    expect(headers).toMatchObject({
      "content-type": "application/javascript; charset=utf-8",
      "cross-origin-resource-policy": "cross-origin",
      "access-control-allow-origin": "*",
      "cache-control": "public, max-age=86400",
    });
  });

  it.each(names)("is not sent again while it is the same, nor unpacked where it may be packed: %s", async (url) => {
    const packed = await server.inject({ url, headers: { "accept-encoding": "gzip" } });
    expect(packed.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(packed.rawPayload).toString()).toBe(script);
    const tag = packed.headers.etag as string;
    for (const asked of [tag, `W/${tag}`])
      expect(await server.inject({ url, headers: { "if-none-match": asked } })).toMatchObject({ statusCode: 304, body: "" });
    expect((await server.inject({ url, headers: { "if-none-match": '"other"' } })).statusCode).toBe(200);
  });

  it.each(["/js/", "/js/index.php", "/js/tracker.php"])("makes room for the tracker at %s when a hit comes", async (url) => {
    tracked = 0;
    const asked = await server.inject({ url: `${url}?idsite=1&rec=1` });
    expect([asked.headers["content-type"], asked.rawPayload.length]).toEqual(["image/gif", 43]);
    expect((await server.inject({ method: "POST", url, payload: "idsite=1&rec=1&send_image=0" })).statusCode).toBe(204);
    expect(tracked).toBe(2);
  });

  it("is nothing where it has not been built", () => {
    expect(openScript(pathToFileURL(join(folder, "absent.js")))).toBeUndefined();
  });
});
