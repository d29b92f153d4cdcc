import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeQueryValue, readQueryString, writeQueryString } from "./query-string.ts";

describe("readQueryString", () => {
  it.each([
    [
      "?a=1&b",
      [
        ["a", "1"],
        ["b", null],
      ],
    ],
    ["a=1=2&=x&&", [["a", "1=2"]]],
    ["c[]=1&c[]&c%5b%5D=3", [["c", ["1", null, "3"]]]],
    [
      "c=0&b=&c[]=1",
      [
        ["c", ["1"]],
        ["b", ""],
      ],
    ],
    [
      "10=a&2=b",
      [
        ["10", "a"],
        ["2", "b"],
      ],
    ],
    ["[]=1", [["[]", "1"]]],
    ["__proto__=1", [["__proto__", "1"]]],
    ["", []],
  ])("%s", (query, expected) => {
    expect([...readQueryString(query)]).toEqual(expected);
  });

  it("reads what it wrote", () => {
    const name = fc.stringMatching(/^[a-z0-9_]{1,4}$/);
    const value = fc.option(fc.stringMatching(/^[a-z0-9=%+]{0,4}$/));
    const values = fc
      .array(fc.tuple(name, fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }))))
      .map((pairs) => new Map(pairs));
    fc.assert(
      fc.property(values, (given) => {
        expect([...readQueryString(writeQueryString(given, () => false))]).toEqual([...given]);
      }),
    );
  });
});

describe("decodeQueryValue", () => {
  it.each([
    ["trail+shoes%20%26%2B", "", "trail shoes &+"],
    ["100%", "", "100%"],
    ["%zz%41", "", "%zzA"],
    ["日本%E6%97%A5", "", "日本日"],
    ["%FF%FE a-b_c.d~", "", "%FF%FE+a-b_c.d%7E"],
    ["%EF%F0%E8%E2%E5%F2", "windows-1251", "привет"],
    ["%93%FA", "Shift_JIS", "日"],
    ["%E9", "utf-8", "%E9"],
  ])("%s in %j", (value, charset, expected) => {
    expect(decodeQueryValue(value, charset)).toBe(expected);
  });

  it("gives back any encoded text, and text of anything", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => decodeQueryValue(encodeURIComponent(text)) === text));
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 12 }), (text, charset) => typeof decodeQueryValue(text, charset) === "string"),
    );
  });
});
