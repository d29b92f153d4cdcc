import { describe, expect, it } from "vitest";
import { UserError } from "../base/errors.ts";
import type { TrackingPrivacy } from "../catalog/hit.ts";
import { hitParams } from "./hit-params.ts";
import { visitorIdOf } from "./visitor-id.ts";

const privacy = { cookieless: false } as TrackingPrivacy;

describe("visitorIdOf", () => {
  it.each([
    ["nothing", {}, "", false],
    ["the cookie", { _id: "0123456789ABCDEF" }, "0123456789abcdef", false],
    ["a longer cookie", { _id: "0123456789abcdef1234" }, "0123456789abcdef", false],
    ["a cookie that is none", { _id: "0123456789abcdeg" }, "", false],
    ["a forced id before the cookie", { cid: "aaaaaaaaaaaaaaaa", _id: "0123456789abcdef" }, "aaaaaaaaaaaaaaaa", true],
    ["a user id before all", { uid: "user@example.com", _id: "0123456789abcdef" }, "63a710569261a24b", false],
  ])("takes %s", (_what, texts, visitorId, visitorIdForced) => {
    expect(visitorIdOf(hitParams(texts), privacy)).toEqual({ visitorId, visitorIdForced });
  });

  it.each([
    ["the server's cookie before the site's", { _id: "0123456789abcdef" }, "bbbbbbbbbbbbbbbb", "bbbbbbbbbbbbbbbb"],
    ["the site's where the server's is no id", { _id: "0123456789abcdef" }, "odd", "0123456789abcdef"],
    ["a forced id before both", { cid: "aaaaaaaaaaaaaaaa" }, "bbbbbbbbbbbbbbbb", "aaaaaaaaaaaaaaaa"],
  ])("takes %s", (_what, texts, cookie, visitorId) => {
    expect(visitorIdOf(hitParams(texts), privacy, cookie).visitorId).toBe(visitorId);
  });

  it("refuses a forced id that is none", () => {
    expect(() => visitorIdOf(hitParams({ cid: "short" }), privacy)).toThrow(UserError);
  });

  it("has no use for cookies where tracking goes without", () => {
    expect(visitorIdOf(hitParams({ _id: "0123456789abcdef" }), { ...privacy, cookieless: true }).visitorId).toBe("");
  });
});
