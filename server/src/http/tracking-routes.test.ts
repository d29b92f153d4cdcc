import fastify from "fastify";
import { describe, expect, it } from "vitest";
import type { Origin } from "../tracking/origin.ts";
import type { Tracker } from "../tracking/tracker.ts";
import { trackingRoutes } from "./tracking-routes.ts";

/** Sends one hit; tells the cookie that comes back and the one that tracking was told. */
async function hit(thirdPartyCookie: boolean, headers: Readonly<Record<string, string>>, cookieless = false) {
  let told: Origin | undefined;
  const track: Tracker["track"] = async (requests, _token, origin) => {
    told = origin;
    return { tracked: requests.length, invalid: [] };
  };
  const server = fastify();
  trackingRoutes(server, { tracker: { track, isCookieless: async () => cookieless } as Tracker, thirdPartyCookie });
  const answer = await server.inject({ url: "/matomo.php?idsite=1&rec=1&_id=0123456789abcdef", headers });
  await server.close();
  return { cookie: String(answer.headers["set-cookie"] ?? ""), visitorCookie: told?.visitorCookie };
}

describe("the third-party cookie", () => {
  it("is neither read nor set unless it is wanted", async () => {
    expect(await hit(false, { cookie: "_pk_uid=bbbbbbbbbbbbbbbb" })).toEqual({ cookie: "", visitorCookie: "" });
  });

  it("begins with the site's own id", async () => {
    const { cookie, visitorCookie } = await hit(true, {});
    expect(visitorCookie).toBe("");
    expect(cookie).toMatch(/^_pk_uid=0123456789abcdef; Max-Age=33955200; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it("stays as it is once it is there", async () => {
    const { cookie, visitorCookie } = await hit(true, { cookie: "a=b; _pk_uid=bbbbbbbbbbbbbbbb" });
    expect(visitorCookie).toBe("bbbbbbbbbbbbbbbb");
    expect(cookie).toContain("_pk_uid=bbbbbbbbbbbbbbbb;");
  });

  it("is not set where cookies are not to be used at all", async () => {
    expect((await hit(true, { cookie: "_pk_uid=bbbbbbbbbbbbbbbb" }, true)).cookie).toBe("");
  });

  it("is not given to who has opted out, nor made of what is no id", async () => {
    expect((await hit(true, { cookie: "matomo_ignore=1" })).cookie).toBe("");
    expect((await hit(true, { cookie: "_pk_uid=odd;x" })).cookie).toContain("_pk_uid=0123456789abcdef;");
  });
});
