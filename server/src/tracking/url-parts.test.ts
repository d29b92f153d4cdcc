import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinUrl, looksLikeUrl, splitUrl } from "./url-parts.ts";

const none = { scheme: "", user: "", password: "", host: "", port: "", path: "", query: "", fragment: "" };

describe("splitUrl", () => {
  it.each([
    ["https://a.b/c?d=1#e?f", { scheme: "https", host: "a.b", path: "/c", query: "d=1", fragment: "e?f" }],
    ["https://a.b?d/e", { scheme: "https", host: "a.b", query: "d/e" }],
    ["https://me:pass:word@a.b:80/", { scheme: "https", user: "me", password: "pass:word", host: "a.b", port: "80", path: "/" }],
    ["//[::1]:8080/x", { host: "[::1]", port: "8080", path: "/x" }],
    ["http://a.b:/x", { scheme: "http", host: "a.b", path: "/x" }],
    ["/path?q=1", { path: "/path", query: "q=1" }],
    ["a.b/c:d//e", { path: "a.b/c:d//e" }],
    ["file:///x", { scheme: "file", path: "/x" }],
    ["", {}],
  ])("%s", (text, parts) => {
    expect(splitUrl(text)).toEqual({ ...none, ...parts });
  });

  it.each([
    "http://",
    "http:///x",
    "http://:80/",
    "http://me@/",
    "http://a.b:65536/",
    "http://a.b:123456/",
    "http://a.b:x/",
  ])("cannot read %s", (text) => {
    expect(splitUrl(text)).toBeUndefined();
  });

  it("agrees with the standard on web addresses, and joins what it split", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ["http", "https"] }), (text) => {
        const parts = splitUrl(text)!;
        expect(parts.host.toLowerCase()).toBe(new URL(text).hostname);
        expect(splitUrl(joinUrl(parts))).toEqual(parts);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => splitUrl(text) === undefined || typeof joinUrl(splitUrl(text)!) === "string"));
  });
});

describe("looksLikeUrl", () => {
  it.each([
    ["https://a", true],
    ["//a", true],
    ["x+y.z-1://a", true],
    ["1http://a", false],
    ["https:/a", false],
    ["https://", false],
    ["JavaScript://a", false],
  ])("%s: %s", (text, expected) => {
    expect(looksLikeUrl(text)).toBe(expected);
  });
});
