import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeParams, readForm } from "./params.ts";

const forms: readonly (readonly [text: string, read: unknown])[] = [
  ["", {}],
  ["a=1&b=2", { a: "1", b: "2" }],
  ["a", { a: "" }],
  ["a=&b", { a: "", b: "" }],
  ["a=1&a=2", { a: "2" }],
  ["a=b=c", { a: "b=c" }],
  ["&&a=1&", { a: "1" }],
  ["=1", {}],
  ["q=red+shoes%21", { q: "red shoes!" }],
  ["q=100%&r=%zz&s=%e", { q: "100%", r: "%zz", s: "%e" }],
  ["q=%C3%A9", { q: "é" }],
  ["q=%C3%A9%", { q: "é%" }],
  ["k[]=x&k[]=y", { k: ["x", "y"] }],
  ["k%5B%5D=x&k%5B%5D=y", { k: ["x", "y"] }],
  ["k[0]=x&k[1]=y", { k: ["x", "y"] }],
  ["k[1]=x&k[]=y", { k: { 1: "x", 2: "y" } }],
  ["k[name][x]=z&k[name][y]=w", { k: { name: { x: "z", y: "w" } } }],
  ["k[][a]=1&k[][a]=2", { k: [{ a: "1" }, { a: "2" }] }],
  ["k=1&k[a]=2", { k: { a: "2" } }],
  ["k[a]=2&k=1", { k: "1" }],
  ["a.b=1&c d=2", { a_b: "1", c_d: "2" }],
  ["urls[0]=method%3DLive.get%26idSite%3D1", { urls: ["method=Live.get&idSite=1"] }],
];

describe("readForm", () => {
  it.each(forms)("reads %j", (text, read) => {
    expect(readForm(text)).toEqual(read);
  });

  it("gives no parameter a way into the prototype of anything", () => {
    const read = readForm("__proto__[polluted]=1&constructor[prototype][polluted]=1&k[__proto__][polluted]=1");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(read)).toEqual(["__proto__", "constructor", "k"]);
    expect(readForm("a=1").constructor).toBeUndefined();
  });

  it("refuses thousands of parameters and drops those that are nested without end", () => {
    expect(() => readForm("a=1&".repeat(10_001))).toThrow("larger than");
    expect(readForm(`a${"[b]".repeat(100)}=1&c=2`)).toEqual({ c: "2" });
  });

  it("reads any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "[", "]", "=", "&", "%", "1", "é", "+", "_") }), (text) => void readForm(text)),
    );
  });

  it("reads back what a client encodes", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: "grapheme" })), (params) => {
        expect(readForm(new URLSearchParams(params).toString())).toEqual({ ...params });
      }),
    );
  });
});

describe("mergeParams", () => {
  it("takes the address's word where the body has another", () => {
    expect(mergeParams({ a: "address", b: "1" }, { a: "body", c: "2" })).toEqual({ a: "address", b: "1", c: "2" });
  });
});
