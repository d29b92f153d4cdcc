import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { formType } from "./settings.ts";
import { send, type Way } from "./transport.ts";

/** What went out by which means; each is taken or lost as the test says. */
let sent: string[] = [];
let works: { beacon: boolean; fetch: boolean; image: boolean };

beforeEach(() => {
  sent = [];
  works = { beacon: true, fetch: true, image: true };
  vi.stubGlobal("navigator", {
    sendBeacon: (url: string, body: Blob) => {
      sent.push(`beacon ${url} ${body.size} ${body.type}`);
      return works.beacon;
    },
  });
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    sent.push(`${init.method ?? "GET"} ${url} ${init.mode}${init.keepalive ? " kept alive" : ""}`);
    if (!works.fetch) throw new TypeError("failed to fetch");
    return { ok: false, type: "opaque" };
  });
  vi.stubGlobal(
    "Image",
    class {
      onload = () => {};
      onerror = () => {};
      set src(address: string) {
        sent.push(`image ${address}`);
        setTimeout(() => (works.image ? this.onload() : this.onerror()));
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const beacon: Way = { method: "GET", beacon: true, contentType: formType };
const get: Way = { ...beacon, beacon: false };
const post: Way = { ...get, method: "POST" };
const go = (way: Way, text = "a=1", url = "/matomo.php") => new Promise<boolean>((resolve) => send(url, text, way, resolve));

describe("a request", () => {
  it.each<[string, Way, Partial<typeof works>, readonly string[], boolean]>([
    ["by a beacon", beacon, {}, ["beacon /matomo.php 3 application/x-www-form-urlencoded; charset=utf-8"], true],
    ["by POST where there is no beacon", beacon, { beacon: false }, ["beacon", "POST /matomo.php no-cors kept alive"], true],
    [
      "by GET where POST fails",
      beacon,
      { beacon: false, fetch: false },
      ["beacon", "POST", "GET /matomo.php?a=1", "image /matomo.php?a=1&send_image=1"],
      true,
    ],
    ["by GET", get, {}, ["GET /matomo.php?a=1 no-cors kept alive"], true],
    ["as an image where fetching fails", get, { fetch: false }, ["GET", "image"], true],
    ["in vain", get, { fetch: false, image: false }, ["GET", "image"], false],
    ["by POST", post, {}, ["POST /matomo.php no-cors kept alive"], true],
  ])("goes %s", async (_name, way, broken, means, success) => {
    Object.assign(works, broken);
    expect(await go(way)).toBe(success);
    expect(sent).toEqual(means.map((each) => expect.stringContaining(each)));
  });

  it("too long for an address goes by POST, and for a page that goes is not kept alive", async () => {
    await go(get, `a=${"x".repeat(3000)}`);
    await go(post, `a=${"x".repeat(70_000)}`);
    expect(sent).toEqual(["POST /matomo.php no-cors kept alive", "POST /matomo.php no-cors"]);
  });

  it("that is no query never becomes part of an address", async () => {
    works.fetch = false;
    expect(await go(post, '{"requests":[]}')).toBe(false);
    expect(await go({ ...post, contentType: "application/json" }, "{}")).toBe(false);
    expect(sent).toEqual(["POST /matomo.php no-cors kept alive", "POST /matomo.php cors kept alive"]);
  });

  it("joins an address that has a query", async () => {
    await go(get, "a=1", "/?rest_route=/matomo/v1/hit");
    expect(sent[0]).toContain("GET /?rest_route=/matomo/v1/hit&a=1");
  });
});
