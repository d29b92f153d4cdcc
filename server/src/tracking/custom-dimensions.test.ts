import { describe, expect, it } from "vitest";
import { trackedSite } from "../../test/fixtures/tracked-site.ts";
import type { CustomDimension } from "../catalog/hit.ts";
import { readAction } from "./action.ts";
import { readCustomDimensions } from "./custom-dimensions.ts";
import { hitParams, type ParamTexts } from "./hit-params.ts";

const plain: CustomDimension = { id: 3, index: 1, scope: "action", active: true, extractions: [], caseSensitive: true };

function read(texts: ParamTexts, ...customDimensions: readonly Partial<CustomDimension>[]): Record<string, string> {
  const site = trackedSite({ customDimensions: customDimensions.map((changes) => ({ ...plain, ...changes })) });
  const params = hitParams(texts);
  return Object.fromEntries(readCustomDimensions(params, site, readAction(params, site)));
}

describe("readCustomDimensions", () => {
  it.each<[string, string, string]>([
    ["as it is", "pro", "pro"],
    ["trimmed", "  a b\n", "a b"],
    ["empty where it was sent empty", "", ""],
    ["blank as empty", "  ", ""],
    ["with character references read", "a &amp; b &lt;i&gt;", "a & b <i>"],
    ["as zero", "0", "0"],
    ["cut to 250 characters", "🎉".repeat(300), "🎉".repeat(250)],
  ])("takes a value %s", (_how, value, expected) => {
    expect(read({ dimension3: value }, {})).toEqual({ 3: expected });
  });

  it("leaves out what was not sent, and dimensions that are off or unknown", () => {
    expect(read({ dimension4: "off", dimension5: "unknown" }, {}, { id: 4, active: false })).toEqual({});
  });

  it("reads both scopes, with or without an action", () => {
    const both = [{ id: 1, scope: "visit" }, { id: 2 }] as const;
    expect(read({ dimension1: "a", dimension2: "b" }, ...both)).toEqual({ 1: "a", 2: "b" });
    expect(read({ dimension1: "a", idgoal: "1" }, ...both)).toEqual({ 1: "a" });
  });
});

describe("extractions", () => {
  const section = { dimension: "url", pattern: "example.com/([a-z]+)" };
  const color = { dimension: "urlparam", pattern: "color" };
  const title = { dimension: "action_name", pattern: "^(.+) - Shop$" };
  const page = "https://shop.example.com/shop/socks?color=dark%20red&size=42";

  it.each<[string, ParamTexts, CustomDimension["extractions"], string | undefined]>([
    ["from the address", { url: page }, [section, color], "shop"],
    ["from a parameter, decoded", { url: page }, [color], "dark red"],
    [
      "from a parameter that the site excludes",
      { url: "https://shop.example.com/?sid=7" },
      [{ dimension: "urlparam", pattern: "sid" }],
      "7",
    ],
    ["from the title", { url: page, action_name: "Socks - Shop" }, [title], "Socks"],
    ["from the first that finds something", { url: "https://shop.example.com/?color=red" }, [section, color], "red"],
    ["not where the request says it", { url: page, dimension3: "said" }, [section], "said"],
    ["not where the request says nothing", { url: page, dimension3: "" }, [section], ""],
    ["from the address of a download", { url: page, download: "https://a.example.com/files/x.pdf" }, [section], "files"],
    ["not from the title of an event", { e_c: "c", e_a: "a", action_name: "Socks - Shop" }, [title], undefined],
    ["not for a search told by the tracker", { url: page, search: "socks" }, [section], undefined],
    ["for a search found in the address", { url: "https://shop.example.com/find?q=socks" }, [section], "find"],
    ["not from an address that is none", { url: "shop.example.com/shop" }, [section], undefined],
    ["from any address of a conversion", { url: "shop.example.com/shop", idgoal: "1" }, [section], "shop"],
    ["not without a group", { url: page }, [{ dimension: "url", pattern: "shop" }], undefined],
    ["not by an empty pattern", { url: page }, [{ dimension: "urlparam", pattern: "" }], undefined],
    ["not by an invalid pattern", { url: page }, [{ dimension: "url", pattern: "(" }, section], "shop"],
    ["not from what is unknown", { url: page }, [{ dimension: "referrer", pattern: "(.*)" }], undefined],
  ])("%s", (_how, texts, extractions, expected) => {
    expect(read(texts, { extractions })).toEqual(expected === undefined ? {} : { 3: expected });
  });

  it("heed case only where told to", () => {
    const url = "HTTPS://SHOP.EXAMPLE.COM/Shop/../Blog/";
    expect(read({ url }, { extractions: [section], caseSensitive: true })).toEqual({});
    expect(read({ url }, { extractions: [section], caseSensitive: false })).toEqual({ 3: "Shop" });
  });
});
