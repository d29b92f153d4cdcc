import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trackedSite } from "../../test/fixtures/tracked-site.ts";
import { cleanPageUrl, isForeignUrl, normaliseUrl, readUrl } from "./page-url.ts";

const site = trackedSite();

describe("cleanPageUrl", () => {
  it.each([
    ["https://shop.example.com/", "https://shop.example.com/"],
    ["https://shop.example.com", "https://shop.example.com"],
    ["  https://shop.example.com/a \n", "https://shop.example.com/a"],
    ["HTTPS://SHOP.Example.com/Shop/../Blog/", "HTTPS://shop.example.com/Shop/../Blog/"],
    ["https://shop.example.com//double//slash", "https://shop.example.com//double//slash"],
    ["https://shop.example.com/returns & refunds", "https://shop.example.com/returns & refunds"],
    ["https://shop.example.com/ünïcode/päth", "https://shop.example.com/ünïcode/päth"],
    ["https://shop.example.com/%E4%B8%AD", "https://shop.example.com/%E4%B8%AD"],
    ["http://shop.example.com:8080/port", "http://shop.example.com:8080/port"],
    ["http://shop.example.com:0/port", "http://shop.example.com/port"],
    ["http://me:se@cret@shop.example.com/", "http://me:se%40cret@shop.example.com/"],
    ["android-app://com.example/start", "android-app://com.example/start"],
    ["file:///home/me/page.html", "file:///home/me/page.html"],
    ["https://shop.example.com?x=1", "https://shop.example.com?x=1"],
    ["https://shop.example.com/a\tb", "https://shop.example.com/a_b"],
  ])("%j becomes %j", (text, expected) => {
    expect(cleanPageUrl(text, site)).toBe(expected);
  });

  it.each([
    ["session ids", "?PHPSESSID=ab12&jsessionid=x&Sid=3&keep=1", "?keep=1"],
    ["click ids", "?gclid=1&fbclid=2&msclkid=3&keep=1", "?keep=1"],
    ["campaigns", "?utm_source=x&UTM_Medium=y&mtm_kwd=z&pk_campaign=c&keep=1", "?keep=1"],
    ["directives", "?ignore_referrer=1&ignore_referer=1", ""],
    ["what the site excludes", "?utm_content=x&b=2&B=3&empty=&c[]=1&c[]=2", "?b=2&B=3&empty=&c[]=1&c[]=2"],
    ["lists that are excluded", "?sid[]=1&a=2", "?a=2"],
    ["nothing of other lists, whose brackets are decoded", "?x%5B%5D=1&x%5b%5d=2&y%5Ba%5D=3", "?x[]=1&x[]=2&y[a]=3"],
    ["earlier values of a name", "?a=1&b=2&a=3", "?a=3&b=2"],
    ["pairs without a name", "?=1&&a&b=", "?a&b="],
    ["not values that look like names", "?a=sid=1", "?a=sid=1"],
    ["the fragment", "?a=1#top", "?a=1"],
    ["an empty query", "?", ""],
  ])("takes out %s", (_what, query, expected) => {
    expect(cleanPageUrl(`https://shop.example.com/a${query}`, site)).toBe(`https://shop.example.com/a${expected}`);
  });

  it.each([
    ["/path;jsessionid=ABC?x=1", "/path?x=1"],
    ["/path;a=1;b=2", "/path?a=1&b=2"],
    ["/path?a=1;b=2", "/path?a=1;b=2"],
  ])("reads parameters behind semicolons: %s", (path, expected) => {
    expect(cleanPageUrl(`https://shop.example.com${path}`, site)).toBe(`https://shop.example.com${expected}`);
  });

  it.each([
    ["https://shop.example.com/#/page", "https://shop.example.com/#/page"],
    ["https://shop.example.com/#top#", "https://shop.example.com/#top"],
    ["https://shop.example.com/?a=1&sid=2#sid=3", "https://shop.example.com/?a=1#sid=3"],
    ["https://shop.example.com/#a=1&sid=3", "https://shop.example.com/#a=1"],
  ])("keeps fragments where the site wants them: %s", (text, expected) => {
    expect(cleanPageUrl(text, trackedSite({ keepUrlFragments: true }))).toBe(expected);
  });

  it("takes a site's regular expressions between delimiters, and ignores those that cannot be read", () => {
    const own = trackedSite({ excludedQueryParameters: ["/^tmp_/", "/(/", "#x$#"] });
    expect(cleanPageUrl("https://a.b/?TMP_1=1&max=2&tmp=3", own)).toBe("https://a.b/?tmp=3");
  });

  it.each([
    "",
    "shop.example.com/no-scheme",
    "/relative",
    "//shop.example.com/a",
    "javascript://x/%0aalert(1)",
    "DATA://x",
    "http://",
    "http:///path",
    "http://host:99999/",
    "http://host:port/",
    "mailto:me@example.com",
  ])("finds no address in %j", (text) => {
    expect(cleanPageUrl(text, site)).toBe("");
  });

  it("keeps 1024 bytes, and no half characters", () => {
    const start = "https://shop.example.com/";
    expect(cleanPageUrl(start + "x".repeat(3000), site)).toBe(start + "x".repeat(1024 - start.length));
    const accents = cleanPageUrl(`${start}${"é".repeat(3000)}`, site);
    expect(Buffer.byteLength(accents)).toBe(1023);
    expect(accents.endsWith("é")).toBe(true);
  });

  it("keeps no session, no fragment, no second line and no more than 1024 bytes, whatever comes", () => {
    const piece = fc.oneof(
      fc.constantFrom("a", "=", "&", "?", "#", "/", ":", "@", ";", "[]", "%5B%5D", "sid", "&sid=1", "é", "8", "x".repeat(600)),
      fc.string({ maxLength: 3, unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const url = cleanPageUrl(`https://H${pieces.join("")}`, site);
        if (url === "") return;
        expect(url).toMatch(/^https:\/\/[^\n\r\0#]+$/);
        expect(Buffer.byteLength(url)).toBeLessThanOrEqual(1024);
        const query = url.slice(url.indexOf("?") + 1).split("&");
        if (url.includes("?")) expect(query.filter((pair) => /^sid(=|$)/.test(pair))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("normaliseUrl", () => {
  it.each([
    ["http://a.b/c", "a.b/c", 0],
    ["http://www.a.b/c", "a.b/c", 1],
    ["HTTPS://a.b/c", "a.b/c", 2],
    ["https://WWW.a.b/c", "a.b/c", 3],
    ["ftp://www.a.b/c", "ftp://www.a.b/c", null],
    ["https://wwwa.b/", "wwwa.b/", 2],
    ["", "", null],
  ])("%s", (text, url, urlPrefix) => {
    expect(normaliseUrl(text)).toEqual({ url, urlPrefix });
  });
});

describe("readUrl", () => {
  it.each([
    ["//cdn.example.net/x", "//cdn.example.net/x"],
    [" https://a.b/?q=1#x\r\n", "https://a.b/?q=1#x"],
    ["vbscript://x", ""],
    ["a.b/c", ""],
    ["https://", ""],
  ])("%j", (text, expected) => {
    expect(readUrl(text)).toBe(expected);
  });
});

describe("isForeignUrl", () => {
  const own = trackedSite({ urls: ["https://www.example.com", "http://other.org/Blog", "https://.wild.net"] });
  it.each([
    ["http://example.com/any?x#y", false],
    ["https://WWW.EXAMPLE.COM", false],
    ["https://sub.example.com/", true],
    ["https://other.org/blog", false],
    ["https://other.org/BLOG/2026", false],
    ["https://other.org/blogs", true],
    ["https://wild.net/", false],
    ["https://a.b.wild.net/x", false],
    ["https://notwild.net/x", true],
    ["/relative", true],
    ["", true],
  ])("%s: %s", (url, expected) => {
    expect(isForeignUrl(own, url)).toBe(expected);
  });

  it("knows no foreign address where the site has none", () => {
    expect(isForeignUrl(trackedSite({ urls: [] }), "https://x.y/")).toBe(false);
  });
});
