import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sha1 } from "./sha1.ts";

const known = (text: string) => createHash("sha1").update(text).digest("hex");

it.each([
  "",
  "abc",
  "example.org/",
  "ü€😀",
  "x".repeat(55),
  "x".repeat(56),
  "x".repeat(64),
  "x".repeat(1000),
])("is the one that all know of %j", (text) => {
  expect(sha1(text)).toBe(known(text));
});

it("is the one that all know of any text", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => sha1(text) === known(text)));
});
