import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TrackedSite } from "../catalog/hit.ts";
import { hitParams } from "./hit-params.ts";
import { loadReferrerLists, readReferrer } from "./referrer.ts";
import { siteAddresses } from "./site-addresses.ts";

const lists = loadReferrerLists();

const site = {
  id: 1,
  urls: ["https://shop.example.com", "https://www.shop.example.com/sub"],
  excludedReferrers: [],
  excludedQueryParameters: ["sid"],
  keepUrlFragments: false,
} as unknown as TrackedSite;

const page = "https://shop.example.com/";
const read = (params: Record<string, string>, own: Partial<TrackedSite> = {}) =>
  readReferrer(hitParams({ url: page, ...params }), { ...site, ...own }, lists);
const brief = ({ type, name, keyword }: ReturnType<typeof read>) => [type, name, keyword];

describe("a referring address", () => {
  it.each([
    // What a Matomo 5.2 recorded.
    ["https://www.google.com/", "search", "Google", ""],
    ["https://www.google.com/search?q=running+shoes", "search", "Google", "running shoes"],
    ["https://www.google.de/search?q=laufschuhe", "search", "Google", "laufschuhe"],
    ["https://www.bing.com/search?q=trail+running+shoes&form=QBLH", "search", "Bing", "trail running shoes"],
    ["https://duckduckgo.com/", "search", "DuckDuckGo", ""],
    ["https://search.yahoo.com/search?p=best+sneakers", "search", "Yahoo!", "best sneakers"],
    ["https://www.baidu.com/s?wd=running", "search", "Baidu", "running"],
    ["https://yandex.ru/search/?text=обувь", "search", "Yandex", "обувь"],
    ["https://www.ecosia.org/search?q=eco+shoes", "search", "Ecosia", "eco shoes"],
    ["https://www.facebook.com/", "search", "Facebook", ""],
    ["https://m.facebook.com/", "social", "Facebook", ""],
    ["https://t.co/abc123", "social", "Twitter", ""],
    ["https://www.reddit.com/r/running/comments/1", "social", "reddit", ""],
    ["https://news.ycombinator.com/item?id=1", "social", "Hacker News", ""],
    ["https://blog.example.net/reviews/shoes.html", "website", "blog.example.net", ""],
    ["http://www.forum.example.com/thread?id=12&page=3", "website", "www.forum.example.com", ""],
    ["http://sub.partner.example.org/deals/#top", "website", "sub.partner.example.org", ""],
    ["https://shop.example.com/checkout/cart", "direct", "", ""],
    // What follows from the same rules.
    ["https://WWW.Shop.Example.com/anything", "direct", "", ""],
    ["https://www.taco.com/menu", "website", "www.taco.com", ""],
    ["https://blog.example.net/?share=https://x.com/", "website", "blog.example.net", ""],
    ["android-app://org.telegram.messenger/", "social", "Telegram", ""],
    ["not an address", "direct", "", ""],
    ["javascript://alert(1)", "direct", "", ""],
    ["https://:99999/", "direct", "", ""],
    ["", "direct", "", ""],
    // Assistants, of which no recorded answer tells.
    ["https://chatgpt.com/", "ai", "ChatGPT", ""],
    ["https://chat.openai.com/c/1", "ai", "ChatGPT", ""],
    ["https://www.perplexity.ai/search/shoes", "ai", "Perplexity", ""],
    ["https://gemini.google.com/", "ai", "Gemini", ""],
    ["https://x.com/i/grok?conversation=1", "ai", "Grok", ""],
    ["https://x.com/someone", "social", "Twitter", ""],
  ])("%s is %s %s '%s'", (urlref, ...expected) => {
    expect(brief(read({ urlref }))).toEqual(expected);
  });

  it.each([
    ["https://www.bing.com/search?q=trail+running+shoes&form=QBLH", "https://www.bing.com/search?q=trail+running+shoes"],
    ["http://www.forum.example.com/thread?id=12&page=3", "http://www.forum.example.com/thread?id=12&page=3"],
    ["http://sub.partner.example.org/deals/#top", "http://sub.partner.example.org/deals/"],
    ["https://yandex.ru/search/?text=обувь", "https://yandex.ru/search/?text=обувь"],
    ["https://shop.example.com/checkout/cart", "https://shop.example.com/checkout/cart"],
    ["https://Blog.Example.net/A?sid=1&gclid=2&b=3&utm_source=x", "https://blog.example.net/A?b=3"],
    ["https://blog.example.net/a\nb", "https://blog.example.net/ab"],
    ["not an address", ""],
  ])("%s is kept as %s", (urlref, expected) => {
    expect(read({ urlref }).url).toBe(expected);
  });

  it("is not kept longer than 1024 bytes", () => {
    expect(read({ urlref: `https://blog.example.net/${"ü".repeat(2000)}` }).url.length).toBeLessThan(600);
  });

  it("counts as direct where it is on the page's own host, though no address of the site is", () => {
    expect(brief(read({ url: "https://test.example.com/b", urlref: "https://www.test.example.com/a" }, { urls: [] }))).toEqual([
      "direct",
      "",
      "",
    ]);
  });

  it("may be another site's, which is named by host and path", () => {
    const addresses = siteAddresses([
      { id: 1, urls: ["https://example.com/shop"] },
      { id: 2, urls: ["https://example.com/blog"] },
    ]);
    const params = (urlref: string) => hitParams({ url: "https://example.com/shop/1", urlref });
    expect(brief(readReferrer(params("https://example.com/blog/today"), site, lists, addresses))).toEqual([
      "website",
      "example.com/blog",
      "",
    ]);
    expect(readReferrer(params("https://example.com/shop/2"), site, lists, addresses).type).toBe("direct");
    expect(readReferrer(params("https://example.com/imprint"), site, lists, addresses).type).toBe("direct");
  });

  it.each([
    ["partner.example.org", "https://www.partner.example.org/a", true],
    ["https://partner.example.org/deals", "https://partner.example.org/deals/1", true],
    ["https://partner.example.org/deals", "https://partner.example.org/other", false],
    ["partner.example.org", "https://sub.partner.example.org/", false],
    [".example.org", "https://sub.partner.example.org/", true],
    [".example.org", "https://example.org/", true],
  ])("left out by %s: %s %s", (excluded, urlref, isLeftOut) => {
    expect(read({ urlref }, { excludedReferrers: [excluded] })).toMatchObject(
      isLeftOut ? { type: "direct", url: "" } : { type: "website" },
    );
  });

  it("never makes the reader fail", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.webUrl({ withQueryParameters: true, withFragments: true })), (text) => {
        const { name, keyword } = read({ urlref: text, url: text });
        expect(Array.from(name).length <= 255 && Array.from(keyword).length <= 255).toBe(true);
      }),
    );
  });
});

describe("a campaign", () => {
  const landing = (query: string, urlref = "") => read({ url: `${page}${query}`, urlref });

  it.each([
    ["?mtm_campaign=Autumn%20Push", "", "autumn push", ""],
    ["?utm_source=newsletter&utm_medium=email&utm_campaign=spring+sale", "", "spring sale", ""],
    ["?pk_campaign=Summer&pk_kwd=shoes", "", "summer", "shoes"],
    ["?utm_source=google&utm_medium=cpc&utm_campaign=brand&utm_term=footwear", "", "brand", "footwear"],
    ["?PHPSESSID=ab12&utm_content=x#comments&piwik_campaign=legacy", "", "legacy", ""],
    ["?utm_source=x&b=2", "https://partner.example.org/", "x", "partner.example.org"],
    ["?mtm_campaign=spring-sale", "https://www.ecosia.org/search?q=Eco+shoes", "spring-sale", "eco shoes"],
    ["?mtm_campaign=spring-sale", "https://www.google.com/", "spring-sale", "www.google.com"],
    ["?mtm_campaign=a&pk_cpn=b", "", "b", ""],
    ["?mtm_campaign=a#mtm_campaign=b", "", "b", ""],
    ["?mtm_campaign=a&mtm_kwd=k#mtm_campaign=b", "", "a", "k"],
    ["?mtm_campaign=first&mtm_campaign=last", "", "last", ""],
    ["?utm_campaign=0&utm_source=x", "", "x", ""],
    [";mtm_campaign=folded;mtm_kwd=in", "", "folded", "in"],
  ])("of %s from '%s' is %s with '%s'", (query, urlref, name, keyword) => {
    expect(brief(landing(query, urlref))).toEqual(["campaign", name, keyword]);
  });

  it.each(["?mtm_campaign=", "?mtm_campaign[]=a", "?MTM_CAMPAIGN=a", "?utm_term=only-a-keyword"])("is not in %s", (query) => {
    expect(landing(query).type).toBe("direct");
  });

  it("tells where its keyword is only the referring host", () => {
    expect(landing("?mtm_campaign=a", "https://t.co/1")).toMatchObject({ keyword: "t.co", keywordIsHost: true, url: "https://t.co/1" });
    expect(landing("?mtm_campaign=a&mtm_kwd=k")).not.toHaveProperty("keywordIsHost");
  });

  it("has further parts, from fragment or query", () => {
    expect(landing("?mtm_campaign=a&utm_source=News&utm_medium=mail&mtm_clid=AbC#/path?mtm_group=G").campaign).toEqual({
      source: "news",
      medium: "mail",
      content: "",
      id: "AbC",
      group: "g",
      placement: "",
    });
  });

  it("may be named by the request itself", () => {
    expect(brief(read({ mtm_campaign: "Mail", mtm_kwd: "Pixel" }))).toEqual(["campaign", "mail", "pixel"]);
  });

  it("may be an advertisement on another page", () => {
    const urlref = "https://googleads.g.doubleclick.net/pagead/ads?ad_type=text&url=https%3A%2F%2Fnews.example%2Fstory";
    expect(brief(read({ urlref }))).toEqual(["campaign", "adwords (text)", "(adwords) news.example"]);
  });

  it("is none where an assistant marked its links", () => {
    expect(brief(landing("?utm_source=chatgpt.com"))).toEqual(["ai", "ChatGPT", ""]);
    expect(brief(landing("?utm_source=chatgpt.com&utm_campaign=ads"))).toEqual(["campaign", "ads", ""]);
  });

  it("is cut to 255 characters", () => {
    expect([...landing(`?mtm_campaign=${"👟".repeat(200)}${"a".repeat(100)}`).name]).toHaveLength(255);
  });

  it("and any other referrer is passed over where the page asks for it", () => {
    expect(landing("?ignore_referrer=1&mtm_campaign=a", "https://t.co/1")).toEqual({ type: "direct", name: "", keyword: "", url: "" });
  });
});
