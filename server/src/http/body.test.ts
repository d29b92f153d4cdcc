import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../base/errors.ts";
import { readBody } from "./body.ts";

const read = (type: string | undefined, text: string) => readBody(type, Buffer.from(text));

describe("readBody", () => {
  it.each([
    ["application/x-www-form-urlencoded", "a=1&b=x%20y"],
    ["application/x-www-form-urlencoded; charset=UTF-8", "a=1&b=x+y"],
    ["text/plain", "a=1&b=x%20y"],
    [undefined, "a=1&b=x%20y"],
    ["application/json", '{"a":1,"b":"x y"}'],
    ["application/vnd.api+json", '{"a":"1","b":"x y"}'],
  ])("reads %s", (type, text) => {
    expect(read(type, text)).toEqual({ a: "1", b: "x y" });
  });

  it("keeps lists and maps of JSON, and turns its values into text", () => {
    expect(read("application/json", '{"urls":["a",2],"map":{"x":true,"y":null}}')).toEqual({ urls: ["a", "2"], map: { x: "true", y: "" } });
  });

  it("takes an empty body as no parameters", () => {
    expect(readBody("application/json", Buffer.alloc(0))).toEqual({});
    expect(readBody(undefined, undefined)).toEqual({});
  });

  it.each([
    ["multipart/form-data; boundary=x", "--x", "multipart/form-data"],
    ["application/json", '{"a":', "not valid JSON"],
    ["application/json", "[1]", "not an object"],
    ["application/json", `{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`, "nests deeper"],
  ])("refuses %s %.12s", (type, text, words) => {
    expect(() => read(type, text)).toThrow(UserError);
    expect(() => read(type, text)).toThrow(words);
  });

  it("never fails otherwise, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(undefined, "application/json", "text/plain", "x/y"), (bytes, type) => {
        try {
          readBody(type, Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
