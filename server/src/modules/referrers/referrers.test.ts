import { describe, expect, it } from "vitest";
import type { Moment } from "../../catalog/dimension.ts";
import type { Referrer } from "../../catalog/hit.ts";
import { campaignKeyword } from "../marketing-campaigns-reporting/dimensions.ts";
import { dimensions, referrerType } from "./dimensions.ts";
import * as labels from "./labels.ts";

type Columns = readonly [type: number, name: string, keyword: string];

const columnsOf = ([referrer_type, referrer_name, referrer_keyword]: Columns) => ({ referrer_type, referrer_name, referrer_keyword });
const momentOf = (before: Columns | undefined, referrer: Partial<Referrer>) => {
  const visit = before && columnsOf(before);
  return { hit: { referrer: { name: "", keyword: "", url: "", ...referrer } }, visit, before: visit } as unknown as Moment;
};

const direct: Columns = [1, "", ""];
const search: Columns = [2, "Google", "shoes"];
const sale: Columns = [6, "sale", "banner"];

describe("a hit begins a new visit", () => {
  it.each([
    ["by a campaign, where the visit came from a search", search, { type: "campaign", name: "sale", keyword: "" }, true],
    ["by another campaign", sale, { type: "campaign", name: "spring", keyword: "banner" }, true],
    ["by the same campaign with another keyword", sale, { type: "campaign", name: "sale", keyword: "mail" }, true],
    ["by the same campaign that has a keyword at last", [6, "sale", ""], { type: "campaign", name: "sale", keyword: "mail" }, true],
    ["not by the same campaign", [6, "SALE", "Banner"], { type: "campaign", name: "sale", keyword: "banner" }, false],
    ["not by a host that stands in for the keyword", sale, { type: "campaign", name: "sale", keyword: "t.co", keywordIsHost: true }, false],
    ["but by another campaign without keyword", sale, { type: "campaign", name: "mail", keyword: "t.co", keywordIsHost: true }, true],
    ["not by a campaign where the visit was direct", direct, { type: "campaign", name: "sale", keyword: "" }, false],
    ["not by another website", [3, "a.example", ""], { type: "website", name: "b.example" }, false],
    ["not by a search", sale, { type: "search", name: "Google" }, false],
  ] as const)("%s", (_, before, referrer, expected) => {
    expect(referrerType.beginsVisit!(momentOf(before, referrer))).toBe(expected);
  });
});

describe("a visit's referrer", () => {
  const twitter = { type: "social", name: "Twitter", url: "https://t.co/1" } as const;

  it("is the first hit's", () => {
    expect(dimensions.map(({ fill }) => fill!(momentOf(undefined, twitter)))).toEqual([7, "Twitter", "", "https://t.co/1"]);
  });

  it.each([
    ["is taken over where the visit was direct", direct, twitter, [7, "Twitter", "", "https://t.co/1"]],
    ["stays where it was known", search, twitter, [undefined, undefined, undefined, undefined]],
    ["stays direct by a direct hit", direct, { type: "direct" }, [undefined, undefined, undefined, undefined]],
  ] as const)("%s", (_, before, referrer, expected) => {
    expect(dimensions.map(({ update }) => update!(momentOf(before, referrer)))).toEqual(expected);
  });
});

it("a campaign's own keyword is never the referring host", () => {
  const fill = (keyword: Partial<Referrer>) => campaignKeyword.fill!(momentOf(undefined, { type: "campaign", name: "sale", ...keyword }));
  expect([fill({ keyword: "banner" }), fill({ keyword: "t.co", keywordIsHost: true })]).toEqual(["banner", ""]);
});

describe("in segments, a type", () => {
  const { toStored } = referrerType.segment as { toStored: (value: string) => unknown };

  it("has a name for each number", () => {
    for (const number of referrerType.values!) expect(toStored(referrerType.segmentValue!(String(number)))).toBe(number);
  });

  it("is no other word", () => {
    expect([toStored("newsletter"), toStored("constructor")]).toEqual([undefined, undefined]);
  });
});

// As a Matomo 5.2 answered.
describe("reports show", () => {
  it.each([
    ["Google", "http://google.com", "google.com"],
    ["Baidu", "http://www.baidu.com", "www.baidu.com"],
    ["Yahoo!", "http://search.yahoo.com", "search.yahoo.com"],
    ["Yandex", "http://yandex.ru", "yandex.ru"],
    ["Facebook", "http://www.facebook.com", "www.facebook.com"],
    ["Others", "URL unknown!", "xx"],
  ])("the search engine %s at %s", (name, url, icon) => {
    expect(labels.searchEngineUrl(name)).toBe(url);
    expect(labels.searchEngineLogo(name)).toBe(`plugins/Morpheus/icons/dist/searchEngines/${icon}.png`);
  });

  it.each([
    ["Google", "running shoes", "http://google.com/search?q=running+shoes"],
    ["Yahoo!", "best sneakers", "http://search.yahoo.com/search?p=best+sneakers"],
    ["Yandex", "обувь", "http://yandex.ru/yandsearch?text=%D0%BE%D0%B1%D1%83%D0%B2%D1%8C"],
    ["DuckDuckGo", "", "https://matomo.org/faq/general/faq_144"],
    ["Google", "it's $& ~", "http://google.com/search?q=it%27s+%24%26+%7E"],
    ["Nobody", "x", undefined],
  ])("%s's results for '%s' at %s", (engine, keyword, url) => {
    expect(labels.searchUrl(engine, keyword)).toBe(url);
  });

  it.each([
    ["Twitter", "twitter.com", "twitter.com"],
    ["Hacker News", "news.ycombinator.com", "news.ycombinator.com"],
    ["Nobody", undefined, "xx"],
  ])("the social network %s at %s", (name, host, icon) => {
    expect(labels.socialNetworkHost(name)).toBe(host);
    expect(labels.socialNetworkLogo(name)).toBe(`plugins/Morpheus/icons/dist/socials/${icon}.png`);
  });

  it("types and unknown keywords in words", () => {
    expect([1, 2, 3, 6, 7, 8, 0].map(labels.referrerTypeLabel)).toEqual([
      "Direct Entry",
      "Search Engines",
      "Websites",
      "Campaigns",
      "Social Networks",
      "AI Assistants",
      "Others",
    ]);
    expect([labels.keywordLabel(""), labels.keywordLabel("shoes")]).toEqual(["Keyword not defined", "shoes"]);
  });
});
