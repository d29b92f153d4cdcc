import { describe, expect, it } from "vitest";
import { logVisit } from "../../../test/fixtures/log-rows.ts";
import { conversionReferrerFields, referrerFields } from "./visit-referrer.ts";

const fieldsOf = (referrer_type: number, referrer_name: string, referrer_keyword = "", referrer_url = "") =>
  referrerFields(logVisit({ referrer_type, referrer_name, referrer_keyword, referrer_url }));

// As a Matomo 5.2 answered.
describe("a visit", () => {
  it.each([
    [1, "", "", { referrerType: "direct", referrerTypeName: "Direct Entry", referrerName: "", referrerKeyword: "", referrerUrl: null }],
    [
      2,
      "Google",
      "",
      { referrerKeyword: "Keyword not defined", referrerSearchEngineUrl: "http://google.com", referrerSocialNetworkUrl: null },
    ],
    [2, "Bing", "trail shoes", { referrerKeyword: "trail shoes", referrerKeywordPosition: null }],
    [
      7,
      "Twitter",
      "",
      { referrerType: "social", referrerKeyword: "", referrerSocialNetworkUrl: "twitter.com", referrerSearchEngineUrl: null },
    ],
    [6, "sale", "a%26b+c", { referrerType: "campaign", referrerName: "sale", referrerKeyword: "a&b c" }],
    [6, "sale", "100% off", { referrerKeyword: "100% off" }],
  ])("from a referrer of the type %i, %s, '%s'", (type, name, keyword, expected) => {
    expect(fieldsOf(type, name, keyword)).toMatchObject(expected);
  });

  it.each([
    ["https://www.google.com/url?cd=3", "3"],
    ["https://www.google.com/", null],
    ["", null],
  ])("from %s was at the place %s of the results", (url, place) => {
    expect(fieldsOf(2, "Google", "", url).referrerKeywordPosition).toBe(place);
  });
});

it.each([
  [1, "", "", ["direct", null, null]],
  [2, "DuckDuckGo", "", ["search", "DuckDuckGo", null]],
  [2, "Yandex", "обувь", ["search", "Yandex", "обувь"]],
  [3, "blog.example.net", "", ["website", "blog.example.net", null]],
  [6, "spring sale", "", ["campaign", "spring sale", ""]],
  [7, "Twitter", "", ["social", "Twitter", ""]],
] as const)("a conversion by %s %s '%s'", (number, name, keyword, expected) => {
  expect(Object.values(conversionReferrerFields(number, name, keyword))).toEqual([...expected]);
});
