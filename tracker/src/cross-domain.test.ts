import { expect, it } from "vitest";
import { isWelcome, readTraveller } from "./cross-domain.ts";

const traveller = { id: "0123456789abcdef", left: 1_700_000_000, browser: "a1b2c3" };

it.each([
  ["0123456789abcdef1700000000a1b2c3", traveller],
  ["0123456789abcdef1700000000a1b2c", undefined],
  ["0123456789abcdefa1b2c3", undefined],
  ["x123456789abcdef1700000000a1b2c3", undefined],
  ["", undefined],
])("%s is %j", (text, expected) => {
  expect(readTraveller(text)).toEqual(expected);
});

it.each([
  ["at once", "a1b2c3", 0, 180, true],
  ["just in time", "a1b2c3", 180, 180, true],
  ["too late", "a1b2c3", 181, 180, false],
  ["before it left", "a1b2c3", -1, 180, false],
  ["in another browser", "a1b2c4", 0, 180, false],
  ["late, where time does not matter", "a1b2c3", 9999, 0, true],
])("who comes %s", (_name, browser, age, timeout, expected) => {
  expect(isWelcome(traveller, browser, traveller.left + age, timeout)).toBe(expected);
});
