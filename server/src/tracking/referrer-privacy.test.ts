import { describe, expect, it } from "vitest";
import type { Referrer } from "../catalog/hit.ts";
import { anonymizeReferrer } from "./referrer-privacy.ts";

const url = "https://www.example.net:8080/path/page?q=secret#part";
const website: Referrer = { type: "website", name: "www.example.net", keyword: "", url };
const search: Referrer = { type: "search", name: "Google", keyword: "secret", url };
const campaign: Referrer = { type: "campaign", name: "sale", keyword: "shoes", url };

describe("anonymizeReferrer", () => {
  it.each([
    ["", website, website],
    ["", search, search],
    ["exclude_query", website, { ...website, url: "https://www.example.net:8080/path/page" }],
    ["exclude_query", search, { ...search, keyword: "", url: "https://www.example.net:8080/path/page" }],
    ["exclude_path", website, { ...website, url: "https://www.example.net/" }],
    ["exclude_all", website, { ...website, name: "", url: "" }],
    ["exclude_all", search, { ...search, keyword: "", url: "" }],
    ["exclude_all", campaign, { ...campaign, url: "" }],
  ] as const)("with '%s'", (setting, referrer, expected) => {
    expect(anonymizeReferrer(referrer, { anonymizeReferrer: setting })).toEqual(expected);
  });
});
