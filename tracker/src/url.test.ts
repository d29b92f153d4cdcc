import { expect, it } from "vitest";
import { firstParam, hostOf, paramOf, pathOf, withoutParams, withParam } from "./url.ts";

it.each([
  ["https://Example.org:8080/a?b#c", "example.org", "/a"],
  ["https://user:secret@example.org", "example.org", "/"],
  ["http://[::1]:80/x/y", "[::1]", "/x/y"],
  ["ftp://files.example.org?a=/b", "files.example.org", "/"],
  ["mailto:a@example.org", "", "/"],
  ["/relative", "", "/"],
  ["", "", "/"],
])("%s has the host %j and the path %j", (url, host, path) => {
  expect([hostOf(url), pathOf(url)]).toEqual([host, path]);
});

it.each([
  ["https://a.org/?b=1&c=2", "c", "2"],
  ["https://a.org/?b=x+y%C3%BC", "b", "x yü"],
  ["https://a.org/#b=1", "b", "1"],
  ["https://a.org/?ab=1", "b", undefined],
  ["https://a.org/?b=%", "b", "%"],
  ["https://a.org/?a.b=1", "a.b", "1"],
  ["https://a.org/?axb=1", "a.b", undefined],
])("%s says of %s: %j", (url, name, value) => {
  expect(paramOf(url, name)).toBe(value);
});

it("takes the first parameter that says something", () => {
  expect(firstParam("https://a.org/?a=&b=2&c=3", ["a", "b", "c"])).toBe("2");
  expect(firstParam("https://a.org/", ["a"])).toBe("");
});

it.each([
  ["https://a.org/?x=1", ["x"], "https://a.org/"],
  ["https://a.org/?a=1&x=1&b=2#c", ["x"], "https://a.org/?a=1&b=2#c"],
  ["https://a.org/?x=1&a=1&y=2", ["x", "y"], "https://a.org/?a=1"],
  ["https://a.org/?a=1#x=1&b=2", ["x"], "https://a.org/?a=1#b=2"],
  ["https://a.org/?a=x&xx=1#/route", ["x"], "https://a.org/?a=x&xx=1#/route"],
  ["https://a.org/?", ["x"], "https://a.org/?"],
])("%s without %j is %s", (url, names, expected) => {
  expect(withoutParams(url, names)).toBe(expected);
});

it.each([
  ["https://a.org/", "https://a.org/?x=1"],
  ["https://a.org/?a=1", "https://a.org/?a=1&x=1"],
  ["https://a.org/?", "https://a.org/?x=1"],
  ["https://a.org/#b#c", "https://a.org/?x=1#b#c"],
])("a parameter is added to %s", (url, expected) => {
  expect(withParam(url, "x=1")).toBe(expected);
});
