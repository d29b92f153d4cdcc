import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../base/errors.ts";
import { readQuery, readTrackingCall } from "./request.ts";

describe("readTrackingCall", () => {
  it.each([
    ["in the address", "idsite=1&rec=1&url=https%3A%2F%2Fa.example%2F%3Fq%3Dx%2By", ""],
    ["in the body", "", "idsite=1&rec=1&url=https%3A%2F%2Fa.example%2F%3Fq%3Dx%2By"],
    ["in both", "idsite=1", "rec=1&url=https%3A%2F%2Fa.example%2F%3Fq%3Dx%2By"],
  ])("reads one request %s", (_where, query, body) => {
    const call = readTrackingCall(query, body);
    expect(call.isBulk).toBe(false);
    expect({ ...call.requests[0] }).toEqual({ idsite: "1", rec: "1", url: "https://a.example/?q=x+y" });
  });

  it("reads a bulk of query strings, with and without a question mark, and of objects", () => {
    const call = readTrackingCall(
      "",
      JSON.stringify({
        requests: ["?idsite=1&rec=1", "idsite=2&rec=1", { idsite: 3, rec: true, ec_items: [["a", 1]], x: null }, 7],
        token_auth: "t",
      }),
    );
    expect(call).toMatchObject({ isBulk: true, token: "t", sendImage: true });
    expect(call.requests.map((request) => ({ ...request }))).toEqual([
      { idsite: "1", rec: "1" },
      { idsite: "2", rec: "1" },
      { idsite: "3", rec: "1", ec_items: '[["a",1]]', x: "" },
      {},
    ]);
  });

  it("makes text of half characters that JSON can escape", () => {
    const { requests } = readTrackingCall("", '{"requests": [{"a\\ud800": "x\\udc00y", "b": "\\ud83d\\ude00"}]}');
    expect({ ...requests[0] }).toEqual({ "a\uFFFD": "x\uFFFDy", b: "😀" });
  });

  it.each([
    ["not JSON", '{"requests": ['],
    ["no list", '{"requests": {"0": "?rec=1"}}'],
  ])("refuses a bulk that is %s", (_why, body) => {
    expect(() => readTrackingCall("", body)).toThrow(UserError);
  });

  it("takes any text without failing otherwise", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (query, body) => {
        try {
          readTrackingCall(query, body);
        } catch (mistake) {
          expect(mistake).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});

describe("readQuery", () => {
  it.each([
    ["a=%E4%B8%AD", { a: "中" }],
    ["a=%FF%FEx", { a: "\uFFFD\uFFFDx" }],
    ["a=100%&b=%zz", { a: "100%", b: "%zz" }],
    ["a=1&a=2&&=x&c", { a: "2", "": "x", c: "" }],
    ["__proto__=x", { ["__proto__"]: "x" }],
  ])("reads %s", (query, texts) => {
    expect(Object.entries(readQuery(query))).toEqual(Object.entries(texts));
  });

  it("gives back what was encoded", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(readQuery(new URLSearchParams({ text }).toString()).text).toBe(text);
      }),
    );
  });
});
