import { describe, expect, it } from "vitest";
import { cookieText, findCookie } from "./cookie-jar.ts";
import { cookieName, plainDomain } from "./cookies.ts";

const plain = { cookiePrefix: "_pk_", siteId: "1", cookieDomain: "", cookiePath: "" };

describe("the name of a cookie", () => {
  // As a Matomo writes it on a page of this machine: nearly every developer has seen the first.
  it.each([
    [{}, "id", "localhost", "_pk_id.1.1fff"],
    [{ siteId: "7" }, "ses", "localhost", "_pk_ses.7.1fff"],
    [{}, "id", "localhost.", "_pk_id.1.1fff"],
    [{ cookiePrefix: "mtm_" }, "ref", "localhost", "mtm_ref.1.1fff"],
    [{ cookiePath: "/" }, "id", "localhost", "_pk_id.1.1fff"],
    [{ cookiePath: "/shop" }, "id", "localhost", "_pk_id.1.5fa0"],
    [{ cookieDomain: ".example.org" }, "id", "www.example.org", "_pk_id.1.898a"],
    [{ cookieDomain: ".example.org" }, "id", "shop.example.org", "_pk_id.1.898a"],
  ] as const)("with %j: %s at %s", (settings, kind, host, name) => {
    expect(cookieName({ ...plain, ...settings }, kind, host)).toBe(name);
  });
});

it.each([
  ["*.example.org", ".example.org"],
  [".example.org", ".example.org"],
  ["example.org", "example.org"],
  ["example.org.", "example.org"],
  ["*.example.org/shop", ".example.org"],
])("the domain %s is %s to cookies", (domain, cookies) => {
  expect(plainDomain(domain)).toBe(cookies);
});

it.each([
  ["", "a", undefined],
  ["a=1", "a", "1"],
  ["aa=2; a=1", "a", "1"],
  ["b=x=y", "b", "x=y"],
  ["c=%5B%22%C3%BC%22%5D", "c", '["ü"]'],
  ["d=100%", "d", "100%"],
  ["e=", "e", ""],
])("among %j the cookie %s is %j", (all, name, value) => {
  expect(findCookie(all, name)).toBe(value);
});

it("a cookie is written with all that keeps it in its place", () => {
  const marks = { seconds: 60, path: "", domain: "", secure: false, sameSite: "Lax" };
  expect(cookieText("a", '["ü"]', marks, 0)).toBe("a=%5B%22%C3%BC%22%5D;expires=Thu, 01 Jan 1970 00:01:00 GMT;path=/;SameSite=Lax");
  const more = { seconds: undefined, path: "/shop", domain: ".example.org", secure: true, sameSite: "None" };
  expect(cookieText("a", "1", more, 0)).toBe("a=1;path=/shop;domain=.example.org;secure;SameSite=None");
});
