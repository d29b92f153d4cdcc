import { describe, expect, it } from "vitest";
import type { Moment } from "../catalog/dimension.ts";
import { attributeReferrer } from "./attribution.ts";
import { hitParams } from "./hit-params.ts";
import { loadReferrerLists } from "./referrer.ts";

const lists = loadReferrerLists();

const direct = [1, "", ""] as const;
const google = [2, "Google", "shoes"] as const;
const sale = [6, "sale", "banner"] as const;

function attribute(visit: readonly [number, string, string], params: Record<string, string>, anonymizeReferrer = "") {
  const [referrer_type, referrer_name, referrer_keyword] = visit;
  const site = { id: 1, urls: ["https://shop.example.com"], excludedReferrers: [], excludedQueryParameters: [], keepUrlFragments: false };
  const hit = { params: hitParams({ url: "https://shop.example.com/", ...params }), site, privacy: { anonymizeReferrer } };
  const moment = { hit, visit: { referrer_type, referrer_name, referrer_keyword } } as unknown as Moment;
  const found = attributeReferrer(moment, lists);
  return [found.referrer_type, found.referrer_name, found.referrer_keyword];
}

describe("a conversion is earned by", () => {
  it.each([
    ["the visit's referrer where the cookie tells nothing", google, {}, google],
    [
      "the cookie's campaign before all",
      google,
      { _rcn: "Earlier%20campaign", _rck: "Earlier keyword" },
      [6, "earlier campaign", "earlier keyword"],
    ],
    ["the cookie's campaign even before the visit's", sale, { _rcn: "Earlier", _ref: "https://t.co/1" }, [6, "earlier", ""]],
    ["the visit's campaign before the cookie's address", sale, { _ref: "https://blog.example.net/" }, sale],
    ["the cookie's website", direct, { _ref: "https://blog.example.net/a" }, [3, "blog.example.net", ""]],
    ["the cookie's search, though the visit had one", google, { _ref: "https://www.bing.com/search?q=x" }, [2, "Bing", "x"]],
    ["the cookie's network", direct, { _ref: "https://t.co/1" }, [7, "Twitter", ""]],
    ["the cookie's assistant", direct, { _ref: "https://claude.ai/" }, [8, "Claude", ""]],
    ["the visit's referrer where the cookie's address is the site's own", google, { _ref: "https://shop.example.com/a" }, google],
    ["the visit's referrer where the cookie holds no address", google, { _ref: "nonsense" }, google],
    [
      "the cookie's address though the page names a campaign",
      direct,
      { url: "https://shop.example.com/?mtm_campaign=a", _ref: "https://t.co/1" },
      [7, "Twitter", ""],
    ],
  ] as const)("%s", (_, visit, params, expected) => {
    expect(attribute(visit, params)).toEqual([...expected]);
  });

  it("no more than the privacy settings let be stored", () => {
    expect(attribute(direct, { _ref: "https://blog.example.net/a" }, "exclude_all")).toEqual([3, "", ""]);
  });
});
