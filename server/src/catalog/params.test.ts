import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { change, commaList, instant, list, type Param, type Raw, readParams, sites, text, timezone, urls } from "./params.ts";

const read = <T>(param: Param<T>, raw: Raw) => readParams({ it: param }, { it: raw }).it;

describe("kinds of parameters", () => {
  it.each<[string, Param<unknown>, Raw, unknown]>([
    ["a list in one text", commaList(), " a,b ,,a", "a,b"],
    ["a list", commaList(), ["b", " a", ""], "b,a"],
    ["nothing in a list", list(text()), "", []],
    ["one address", urls(), "example.org/", ["http://example.org"]],
    ["addresses by number", urls(), { 0: "https://a.example", 1: "" }, ["https://a.example"]],
    ["an app's address", urls(), "android-app://org.example", ["android-app://org.example"]],
    ["a zone", timezone(), " Europe/Berlin ", "Europe/Berlin"],
    ["an offset whose plus sign was read as a space", timezone(), "UTC 5.5", "UTC+5.5"],
    ["a day", instant(), "2026-06-01", 1_780_272_000],
    ["a moment", instant(), "2026-06-01 00:00:30", 1_780_272_030],
    ["a moment with a T", instant(), "2026-06-01T00:01", 1_780_272_060],
    ["one site", sites(), "3", [3]],
    ["several sites, each once", sites(), "3,1,3", [3, 1]],
    ["all sites", sites(), "all", "all"],
  ])("read %s", (_, param, raw, value) => expect(read(param, raw)).toEqual(value));

  it.each<[string, Param<unknown>, Raw]>([
    ["a zone", timezone(), "Mars/Base"],
    ["an offset", timezone(), "UTC+99"],
    ["a day", instant(), "2026-02-29"],
    ["a moment", instant(), "2026-06-01 25:00:00"],
    ["an address", urls(), "http://"],
    ["an address that runs", urls(), "javascript://x"],
    ["a site", sites(), "1,two"],
    ["a site of number 0", sites(), "0"],
  ])("refuse what is not %s", (_, param, raw) => expect(() => read(param, raw)).toThrow(/'it'/));

  it("never throw anything but a mistake of the caller, whatever is sent", () => {
    const anything = fc.letrec<{ raw: Raw }>((tie) => ({
      raw: fc.oneof({ depthSize: "small" }, fc.string(), fc.array(tie("raw")), fc.dictionary(fc.string(), tie("raw"))),
    })).raw;
    fc.assert(
      fc.property(anything, fc.constantFrom<Param<unknown>>(commaList(), urls(), timezone(), instant(), sites()), (raw, param) => {
        try {
          read(param, raw);
        } catch (error) {
          expect(error).toHaveProperty("code", "wrong_parameter");
        }
      }),
    );
  });
});

describe("change", () => {
  it("leaves what is not sent, and takes empty text as a value", () => {
    const declared = { name: change(text()), tags: change(commaList()) };
    expect(readParams(declared, {})).toEqual({ name: undefined, tags: undefined });
    expect(readParams(declared, { name: "", tags: "" })).toEqual({ name: "", tags: "" });
  });
});
