import { expect, it } from "vitest";
import { covers, siteHosts } from "./hosts.ts";

it.each([
  ["example.org", "https://example.org/a", true],
  ["example.org", "https://www.example.org/", false],
  ["Example.ORG", "https://example.org", true],
  ["https://example.org", "http://example.org/", true],
  ["example.org:8080", "https://example.org:9090/", true],
  ["*.example.org", "https://example.org/", true],
  ["*.example.org", "https://a.b.example.org/", true],
  [".example.org", "https://a.example.org/", true],
  ["*.example.org", "https://badexample.org/", false],
  ["example.org/shop", "https://example.org/shop", true],
  ["example.org/shop", "https://example.org/shop/cart?a=1", true],
  ["example.org/shop", "https://example.org/shopping", false],
  ["example.org/shop/*", "https://example.org/shop/cart", true],
  ["example.org/sh*", "https://example.org/shopping", true],
  ["example.org/*", "https://example.org/any", true],
  ["example.org/shop", "https://example.org/", false],
  ["", "https://example.org/", false],
  ["example.org", "mailto:a@example.org", false],
])("%s covers %s: %s", (pattern, url, expected) => {
  expect(covers(pattern, url)).toBe(expected);
});

it.each([
  [[], ["own.org"]],
  [["other.org"], ["other.org", "own.org"]],
  [
    ["own.org", "other.org"],
    ["own.org", "other.org"],
  ],
  [["*.own.org"], ["*.own.org"]],
  [["own.org/shop"], ["own.org/shop"]],
  [["other.org/shop"], ["other.org/shop"]],
  [["other.org/"], ["other.org/", "own.org"]],
])("the hosts of a website that names %j", (named, hosts) => {
  expect(siteHosts(named, "own.org")).toEqual(hosts);
});
