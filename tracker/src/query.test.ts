import fc from "fast-check";
import { expect, it } from "vitest";
import { joined, toQuery } from "./query.ts";

it.each([
  [{}, ""],
  [{ a: 1, b: "x y", c: "ü&=" }, "a=1&b=x%20y&c=%C3%BC%26%3D"],
  [{ zero: 0, none: undefined, nothing: null, empty: "", no: false }, "zero=0&no=false"],
  [{ half: "a\ud83d" }, "half=a%EF%BF%BD"],
  [{ whole: "😀\ude00" }, "whole=%F0%9F%98%80%EF%BF%BD"],
])("writes %j", (pairs, query) => {
  expect(toQuery(pairs)).toBe(query);
});

it("writes any text so that it comes back", () => {
  const names = fc.stringMatching(/^[a-z_]{1,8}$/);
  fc.assert(
    fc.property(fc.dictionary(names, fc.string({ unit: "grapheme", minLength: 1 })), (pairs) => {
      expect(Object.fromEntries(new URLSearchParams(toQuery(pairs)))).toEqual({ ...pairs });
    }),
  );
});

it("joins what there is", () => {
  expect(joined("a=1", "", "b=2")).toBe("a=1&b=2");
  expect(joined("", "")).toBe("");
});
