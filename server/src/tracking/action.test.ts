import { describe, expect, it } from "vitest";
import { trackedSite } from "../../test/fixtures/tracked-site.ts";
import type { TrackedSite } from "../catalog/hit.ts";
import { isUnknownAction, readAction } from "./action.ts";
import { hitParams, type ParamTexts } from "./hit-params.ts";

const page = "https://shop.example.com/a";
const read = (texts: ParamTexts, site: TrackedSite = trackedSite()) => readAction(hitParams(texts), site);

describe("the kind of an action", () => {
  it.each<[string, ParamTexts, string | undefined]>([
    ["an address alone", { url: page }, "pageview"],
    ["a title alone", { action_name: "A" }, "pageview"],
    ["nothing at all", {}, "pageview"],
    ["a download before all else", { url: page, download: page, link: page, e_c: "c", e_a: "a", c_n: "n", search: "s" }, "download"],
    ["an outlink", { url: page, link: page, e_c: "c", e_a: "a" }, "outlink"],
    ["an event", { url: page, ca: "1", e_c: "c", e_a: "a", c_n: "n", search: "s" }, "event"],
    ["half an event", { url: page, e_c: "c" }, "pageview"],
    ["a content block", { url: page, ca: "1", c_n: "n", search: "s" }, "content"],
    ["a search", { url: page, search: "s" }, "search"],
    ["a search of the name 0", { url: page, search: "0" }, "pageview"],
    ["zeros", { url: page, download: "0", link: "0", c_n: "0" }, "pageview"],
    ["an event named 0", { url: page, e_c: "0", e_a: "0" }, "event"],
    ["a heartbeat", { url: page, ping: "1" }, undefined],
    ["a conversion", { url: page, idgoal: "3" }, undefined],
    ["an order", { url: page, idgoal: "0", ec_id: "A1" }, undefined],
    ["no goal", { url: page, idgoal: "" }, "pageview"],
    ["an unreadable goal", { url: page, idgoal: "none" }, "pageview"],
    ["a kind that is unknown", { url: page, ca: "1" }, undefined],
    ["a blank event", { url: page, e_c: " ", e_a: "a" }, undefined],
    ["a blank content block", { url: page, c_n: " " }, undefined],
  ])("%s", (_what, texts, kind) => {
    expect(read(texts)?.kind).toBe(kind);
  });

  it.each<[string, ParamTexts, boolean]>([
    ["a kind that is unknown", { url: page, ca: "1" }, true],
    ["a blank event", { url: page, e_c: "c", e_a: "\t" }, true],
    ["a blank content block", { url: page, c_n: " " }, true],
    ["a page", { url: page, ca: "0" }, false],
    ["a heartbeat", { ca: "1", ping: "1" }, false],
    ["an order", { ca: "1", idgoal: "0" }, false],
  ])("is unknown or not: %s", (_what, texts, expected) => {
    expect(isUnknownAction(hitParams(texts), readAction(hitParams(texts), trackedSite()))).toBe(expected);
  });
});

describe("a page view", () => {
  it("has its address in three forms", () => {
    expect(read({ url: "http://www.Shop.example.com/a?sid=1&b=2#c", action_name: "A" })).toEqual({
      kind: "pageview",
      fullUrl: "http://www.shop.example.com/a?b=2",
      rawUrl: "http://www.Shop.example.com/a?sid=1&b=2#c",
      url: "shop.example.com/a?b=2",
      urlPrefix: 1,
      name: "A",
    });
  });

  it.each([
    ["  spaces   and\ttabs ", "spaces   and\ttabs"],
    ["two\r\nlines", "twolines"],
    ["Emoji 🎉 title", "Emoji 🎉 title"],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
    ['100% "sure" &amp; more', '100% "sure" & more'],
    ["Caf&eacute;&#33;", "Café!"],
    ["A / B / C", "A / B / C"],
    ["x".repeat(2000), "x".repeat(1024)],
    ["", ""],
  ])("has the title %j as %j", (text, name) => {
    expect(read({ url: page, action_name: text })?.name).toBe(name);
  });

  it.each([
    ["https://shop.example.com/quote'and\"<b>&amp;", "shop.example.com/quote'and\"<b>&"],
    ["shop.example.com/no-scheme", ""],
    ["", ""],
  ])("has the address %j as %j", (url, expected) => {
    expect(read({ url })?.url).toBe(expected);
  });
});

describe("downloads and outlinks", () => {
  it.each([
    ["http://social.example.net/share?sid=1;a#x", "http://social.example.net/share?sid=1;a#x"],
    [" https://www.maps.example.com/?q=store&amp;z=1", "https://www.maps.example.com/?q=store&z=1"],
    ["//cdn.example.net/file", "//cdn.example.net/file"],
    ["not an address", ""],
  ])("keep the address whole: %j", (link, url) => {
    const expected = { fullUrl: url, rawUrl: url, url, urlPrefix: null, name: "" };
    expect(read({ url: page, action_name: "A", link })).toEqual({ kind: "outlink", ...expected });
    expect(read({ url: page, download: link })).toEqual({ kind: "download", ...expected });
  });
});

describe("an event", () => {
  it("has category, action, name and value, and the page's address", () => {
    expect(read({ url: `${page}?sid=1`, e_c: " Video ", e_a: "Play", e_n: "Intro\n", e_v: "12,5" })).toMatchObject({
      kind: "event",
      url: "shop.example.com/a",
      urlPrefix: 2,
      rawUrl: `${page}?sid=1`,
      name: "Intro",
      event: { category: "Video", action: "Play", name: "Intro", value: 12.5 },
    });
  });

  it.each([
    [{}, null],
    [{ e_v: "" }, null],
    [{ e_v: "0" }, 0],
    [{ e_v: "-1.5e2" }, -150],
    [{ e_v: "many" }, null],
  ])("values %j as %j", (texts, value) => {
    expect(read({ e_c: "c", e_a: "a", ...texts })?.event?.value).toBe(value);
  });
});

it("a content block has name, piece, target and interaction, and the page's whole address", () => {
  expect(read({ url: "http://www.a.b/?sid=1", c_n: "Hero banner", c_p: "/img/a.jpg", c_t: " https://a.b/ ", c_i: "click" })).toEqual({
    kind: "content",
    fullUrl: "http://www.a.b/",
    rawUrl: "http://www.a.b/?sid=1",
    url: "http://www.a.b/",
    urlPrefix: null,
    name: "",
    content: { name: "Hero banner", piece: "/img/a.jpg", target: "https://a.b/", interaction: "click" },
  });
});

describe("a search on the site", () => {
  it.each<[string, ParamTexts, string, string, number | null]>([
    ["told by the tracker", { search: " trail shoes ", search_cat: " Products", search_count: "12" }, "trail shoes", "Products", 12],
    ["without a result", { search: "xyzzy", search_count: "0" }, "xyzzy", "", 0],
    ["with an impossible count", { search: "a", search_count: "-5" }, "a", "", null],
    ["with no readable count", { search: "a", search_count: "few" }, "a", "", null],
    ["by the address", { url: `${page}?q=trail%20shoes&cat=Men+%26+women` }, "trail shoes", "Men & women", null],
    ["by the second name", { url: `${page}?q=&S=boots` }, "boots", "", null],
    ["with a count in the address", { url: `${page}?q=boots&search_count=7` }, "boots", "", 7],
    ["in a list", { url: `${page}?q[]=first&q[]=second` }, "first", "", null],
    ["in the fragment", { url: `${page}#q=boots` }, "boots", "", null],
    ["in the query of a fragment", { url: `${page}?cat=Men#/find?q=boots` }, "boots", "Men", null],
    ["behind a semicolon", { url: `${page};q=boots` }, "boots", "", null],
    ["in an address without a host", { url: "/find?q=boots" }, "boots", "", null],
    ["in bytes that are no text", { url: `${page}?q=%FF%FE` }, "%FF%FE", "", null],
    ["in the page's charset", { url: `${page}?q=caf%E9&cat=%E0`, cs: "windows-1252" }, "café", "à", null],
    ["in a charset that is unknown", { url: `${page}?q=caf%C3%A9`, cs: "klingon" }, "café", "", null],
    ["told before one in the address", { url: `${page}?q=boots`, search: "shoes" }, "shoes", "", null],
    ["in a category that is too long", { search: "a", search_cat: "é".repeat(150) }, "a", "é".repeat(100), null],
  ])("%s", (_what, texts, keyword, category, count) => {
    expect(read(texts)).toMatchObject({ kind: "search", url: "", urlPrefix: null, name: keyword, search: { category, count } });
  });

  it.each<[string, ParamTexts, string]>([
    ["none where the tracker told of it", { url: page, search: "a" }, ""],
    ["without keyword and category", { url: `${page}?x=1&q=a&cat=b&sid=2` }, `${page}?x=1&sid=2`],
    ["without an empty category", { url: `${page}?q=a&cat=` }, page],
    ["without a fragment's keyword", { url: `${page}#/find?q=a&y=1` }, `${page}#/find?y=1`],
    ["without a fragment's last parameter", { url: `${page}#/find?q=a` }, `${page}#/find`],
  ])("shows goals and custom dimensions the address of its results, %s", (_what, texts, rawUrl) => {
    expect(read(texts)?.rawUrl).toBe(rawUrl);
  });

  it.each<[string, ParamTexts, Partial<TrackedSite>]>([
    ["where the site has none", { url: `${page}?q=a`, search: "a" }, { siteSearch: false }],
    ["by names that the site does not use", { url: `${page}?query=a` }, {}],
    ["for blanks", { url: `${page}?q=%20+`, search: "" }, {}],
    ["for a name without a value", { url: `${page}?q` }, {}],
  ])("is not found %s", (_what, texts, changes) => {
    expect(read(texts, trackedSite(changes))?.kind).toBe("pageview");
  });
});
