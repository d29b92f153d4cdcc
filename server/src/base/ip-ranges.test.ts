import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipInRanges, parseIp } from "./ip-ranges.ts";

describe("parseIp", () => {
  it.each([
    ["1.2.3.4", "1.2.3.4"],
    [" 1.2.3.4:8080 ", "1.2.3.4"],
    ["::ffff:1.2.3.4", "1.2.3.4"],
    ["2001:DB8:0:0::1", "2001:db8::1"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ["[::1]", "::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["1.2.3", undefined],
    ["0x7f.0.0.1", undefined],
    ["256.1.1.1", undefined],
    ["", undefined],
    ["example.org", undefined],
  ])("%j is %j", (text, expected) => expect(parseIp(text)).toBe(expected));

  it("reads back what it wrote, and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (text) => {
        const ip = parseIp(text);
        if (ip !== undefined) expect(parseIp(ip)).toBe(ip);
      }),
    );
  });
});

describe("ipInRanges", () => {
  it.each([
    ["exact", "10.1.2.3", ["10.1.2.3"], true],
    ["exact, another", "10.1.2.4", ["10.1.2.3"], false],
    ["block", "10.1.255.255", ["10.1.0.0/16"], true],
    ["block, outside", "10.2.0.0", ["10.1.0.0/16"], false],
    ["wildcard", "10.1.2.3", ["10.1.*.*"], true],
    ["wildcard, outside", "10.2.2.3", ["10.1.*.*"], false],
    ["all of IPv4", "8.8.8.8", ["*.*.*.*"], true],
    ["second of two", "8.8.8.8", ["1.1.1.1", "8.8.8.*"], true],
    ["IPv6 block", "2001:db8:1::5", ["2001:db8::/32"], true],
    ["IPv6 wildcard", "2001:db8:0:0:0:0:0:5", ["2001:db8:0:0:0:0:0:*"], true],
    ["kinds do not mix", "::1", ["0.0.0.0/0"], false],
    ["mapped address", "::ffff:10.1.2.3", ["10.1.*.*"], true],
    ["wildcard in the middle is no range", "10.1.2.3", ["10.*.2.3"], false],
    ["part of a number is no range", "10.1.2.3", ["10.1.2*.*"], false],
    ["block too small", "10.1.2.3", ["10.1.2.3/33"], false],
    ["rubbish", "10.1.2.3", ["", "x", "/8"], false],
    ["no address", "x", ["*.*.*.*"], false],
  ])("%s", (_, ip, ranges, expected) => expect(ipInRanges(ip, ranges)).toBe(expected));

  it("finds every address in the blocks around it and never throws", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.string(), (ip, bits, junk) => {
        expect(ipInRanges(ip, [junk, `${ip}/${bits}`])).toBe(true);
        expect(typeof ipInRanges(junk, [ip, junk])).toBe("boolean");
      }),
    );
  });
});
