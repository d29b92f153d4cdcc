import { describe, expect, it } from "vitest";
import { isReferrerSpam } from "./named-places.ts";

describe("isReferrerSpam", () => {
  const lists = { spammers: new Set(["spam.example", "qiwi.xyz"]) };

  it.each([
    ["https://spam.example/offer", true],
    ["http://www.Spam.Example", true],
    ["https://a.b.qiwi.xyz/", true],
    ["https://nospam.example/", false],
    ["https://blog.example/?about=spam.example", false],
    ["", false],
  ])("%s: %s", (address, expected) => {
    expect(isReferrerSpam(address, lists)).toBe(expected);
  });
});
