import { expect, it } from "vitest";
import { readSource, type Source, sourceOf } from "./attribution.ts";

const none: Source = ["", "", 0, ""];
const spring: Source = ["spring", "tulips", 1, ""];
const search: Source = ["", "", 2, "https://search.example/"];
const direct: Source = ["", "", 3, ""];

it.each<[string, Source, Source, boolean, Source]>([
  ["nobody, and nobody now", none, direct, false, none],
  ["nobody, and a campaign now", none, spring, false, spring],
  ["a campaign, and a referrer now", spring, search, false, search],
  ["a campaign, and nobody now", spring, direct, false, spring],
  ["a campaign, and a referrer now, where the first counts", spring, search, true, spring],
  ["a referrer, and a campaign now, where the first counts", search, spring, true, search],
  ["nobody, and a referrer now, where the first counts", none, search, true, search],
])("earns a conversion: before %s", (_name, before, now, firstCounts, expected) => {
  expect(sourceOf(before, now, firstCounts)).toBe(expected);
});

it.each<[string | undefined, Source | undefined]>([
  ['["spring","tulips",1700000000,"https://search.example/"]', ["spring", "tulips", 1_700_000_000, "https://search.example/"]],
  ['["","",0,""]', none],
  ['["spring"]', ["spring", "", 0, ""]],
  [undefined, undefined],
  ["", undefined],
  ["{}", undefined],
  ["[", undefined],
])("the cookie %s tells %j", (value, source) => {
  expect(readSource(value)).toEqual(source);
});
