import { describe, expect, it } from "vitest";
import { defaultLinkRules, type Link, linkKind, withClasses } from "./link-kind.ts";

const link = (url: string, more: Partial<Link> = {}): Link => ({
  url,
  classes: "",
  isDownload: false,
  isOwn: url.startsWith("https://own.org"),
  ...more,
});

describe("a link", () => {
  it.each<[string, Partial<Link>, string | undefined]>([
    ["https://own.org/about", {}, undefined],
    ["https://other.org/", {}, "link"],
    ["https://own.org/catalog.pdf", {}, "download"],
    ["https://own.org/catalog.PDF?version=2", {}, "download"],
    ["https://own.org/get?file=catalog.pdf&x=1", {}, "download"],
    ["https://other.org/data.tar.gz#top", {}, "download"],
    ["https://own.org/archive.zip.html", {}, undefined],
    ["https://own.org/pdf", {}, undefined],
    // The host ends like a file, and is none.
    ["https://movie.zip", { isOwn: true }, undefined],
    ["https://own.org/any", { isDownload: true }, "download"],
    ["https://own.org/any", { classes: "button matomo_download" }, "download"],
    ["https://own.org/any", { classes: "piwik_download" }, "download"],
    ["https://own.org/any", { classes: "piwik_link" }, "link"],
    ["https://own.org/a.pdf", { classes: "matomo_link" }, "link"],
    ["https://own.org/a.pdf", { classes: "matomo_ignore" }, undefined],
    ["https://other.org/", { classes: "no piwik-ignore" }, undefined],
    ["https://other.org/", { classes: "matomo_ignored" }, "link"],
    ["mailto:a@other.org", {}, undefined],
    ["tel:123", {}, undefined],
    ["javascript:void(0)", {}, undefined],
    ["ftp://other.org/a", {}, "link"],
  ])("to %s with %j is counted as %s", (url, more, kind) => {
    expect(linkKind(link(url, more), defaultLinkRules)).toBe(kind);
  });

  it("follows classes and extensions of the page's, beside its own classes", () => {
    const rules = withClasses({ ...defaultLinkRules, extensions: ["xyz"] }, "ignoreClasses", ["quiet"]);
    expect(linkKind(link("https://own.org/a.xyz"), rules)).toBe("download");
    expect(linkKind(link("https://own.org/a.pdf"), rules)).toBeUndefined();
    expect(linkKind(link("https://other.org/", { classes: "quiet" }), rules)).toBeUndefined();
    expect(linkKind(link("https://other.org/", { classes: "matomo_ignore" }), rules)).toBeUndefined();
  });
});
