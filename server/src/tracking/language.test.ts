import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hitParams } from "./hit-params.ts";
import { readLanguages } from "./language.ts";

describe("readLanguages", () => {
  it.each([
    ["de-de,de;q=0.8,en;q=0.5", "de-de,de,en"],
    ["EN_us, en;q=0.9", "en-us,en"],
    ["en_CA.UTF-8", "en-ca"],
    ["C", ""],
    ["en (British), de", "en,de"],
    ["en-us,chrome://global/locale/intl.properties", "en-us"],
    ["en,en-securid,de", "en,de"],
    ["en-securid", ""],
    ["sr-sp,sr", "sr-rs,sr"],
    ["", ""],
  ])("%j is %j", (header, expected) => expect(readLanguages(hitParams({}), header)).toBe(expected));

  it("prefers the parameter to the header", () => {
    expect(readLanguages(hitParams({ lang: "nl" }), "fr")).toBe("nl");
    expect(readLanguages(hitParams({ lang: "" }), "fr")).toBe("fr");
  });

  it("leaves neither space nor capitals", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(readLanguages(hitParams({}), header)).not.toMatch(/[\sA-Z]/);
      }),
    );
  });
});
