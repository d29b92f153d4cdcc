import { describe, expect, it } from "vitest";
import { countryOfLanguages, firstLanguage, languageName } from "./languages.ts";

describe("firstLanguage", () => {
  it.each([
    ["en-us,en", "en-us"],
    ["nl", "nl"],
    ["zh-hans-cn", "zh-cn"],
    ["zh-hant,en", "zh"],
    ["tlh,de-at", "de-at"],
    ["*", "xx"],
    ["", ""],
  ])("%j is %j", (languages, expected) => expect(firstLanguage(languages)).toBe(expected));
});

describe("countryOfLanguages", () => {
  it.each([
    ["de-de,de,en", "de"],
    ["nl", "nl"],
    ["ja,en-us", "jp"],
    ["ca", "es"],
    ["en", "xx"],
    ["en,en-gb", "gb"],
    ["en-gb", "gb"],
    ["pt-br", "br"],
    ["sr-latn-rs", "rs"],
    ["en-zz,fr-ca", "ca"],
    ["constructor", "xx"],
    ["", "xx"],
  ])("%j suggests %s", (languages, expected) => expect(countryOfLanguages(languages)).toBe(expected));
});

describe("languageName", () => {
  it.each([
    ["nl", "Dutch"],
    ["tl", "Tagalog"],
    ["fr-fr", "Language code fr-fr"],
    ["xx", "Unknown"],
    ["", "Unknown"],
  ])("%j is %j", (code, expected) => expect(languageName(code)).toBe(expected));
});
