import { expect, it } from "vitest";
import { siteFacts } from "../../../test/fixtures/log-rows.ts";
import { wholeAddress } from "./page-address.ts";

const site = siteFacts({ urls: ["http://blog.example.org", "https://shop.example.org/de"] });

it.each([
  ["blog.example.org/a", 0, "http://blog.example.org/a"],
  ["blog.example.org/a", 1, "http://www.blog.example.org/a"],
  ["blog.example.org/a", 3, "https://www.blog.example.org/a"],
  ["shop.example.org/a", 0, "https://shop.example.org/a"],
  ["shop.example.org/a", 2, "https://shop.example.org/a"],
  ["http://other.example/file.zip", null, "http://other.example/file.zip"],
  ["http://shop.example.org/file.zip", null, "https://shop.example.org/file.zip"],
  ["ftp://files.example.org/a", null, "ftp://files.example.org/a"],
  ["", null, null],
])("%s with the prefix %s is shown as %s", (url, prefix, shown) => {
  expect(wholeAddress(url, prefix, site)).toBe(shown);
});
