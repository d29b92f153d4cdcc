import { expect, it } from "vitest";
import { wholeAddress, withSiteScheme } from "./page-address.ts";

it.each([
  ["example.com/a", 0, "http://example.com/a"],
  ["example.com/a", 3, "https://www.example.com/a"],
  ["ftp://example.com/a", null, "ftp://example.com/a"],
  ["", 2, ""],
])("%s with prefix %s was %s", (stored, prefix, whole) => expect(wholeAddress(stored, prefix)).toBe(whole));

it.each([
  ["http://Example.com/a", ["https://example.com"], "https://Example.com/a"],
  ["http://example.com:8080/a", ["https://example.com/shop/"], "https://example.com:8080/a"],
  ["http://example.com/a", ["http://example.com"], "http://example.com/a"],
  ["http://other.com/a", ["https://example.com"], "http://other.com/a"],
  ["https://example.com/a", ["http://example.com"], "https://example.com/a"],
])("%s of a site at %s is shown as %s", (address, urls, shown) => expect(withSiteScheme(address, urls)).toBe(shown));
