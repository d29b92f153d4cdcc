import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, it } from "vitest";
import { boundsOf, readRanges } from "./ip-range.ts";

describe("boundsOf", () => {
  it.each([
    ["10.1.*.*", "10.1.0.0", "10.1.255.255"],
    ["10.1.2.3", "10.1.2.3", "10.1.2.3"],
    ["10.1.2.3/24", "10.1.2.0", "10.1.2.255"],
    ["10.1.2.130/25", "10.1.2.128", "10.1.2.255"],
    ["10.1.2.3/0", "0.0.0.0", "255.255.255.255"],
    ["2001:db8::/33", "2001:db8::", "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff"],
  ])("%s", (range, first, last) => expect(boundsOf(range)).toEqual([first, last]));

  it.each(["", "10.1", "10.*.2.3", "10.1.2.3/33", "300.1.2.3", "example.org", "10.1.2.3/-1"])("'%s' is no range", (range) =>
    expect(boundsOf(range)).toBeUndefined());

  it("holds the address it was made of, and as many others as the bits leave", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, bits) => {
        const [first, last] = boundsOf(`${address}/${bits}`)!.map(numberOf) as [number, number];
        expect(last - first + 1).toBe(2 ** (32 - bits));
        expect(first).toBeLessThanOrEqual(numberOf(address));
        expect(last).toBeGreaterThanOrEqual(numberOf(address));
      }),
    );
  });
});

describe("readRanges", () => {
  it("trims, and drops blanks", () => expect(readRanges(" 1.2.3.4 ,, 1.2.*.*", "excludedIps")).toBe("1.2.3.4,1.2.*.*"));
  it("says which one is wrong", () => expect(() => readRanges("1.2.3.4,nonsense", "excludedIps")).toThrow(/excludedIps.*'nonsense'/));
});

function numberOf(address: string): number {
  return ipaddr.IPv4.parse(address).octets.reduce((sum, octet) => sum * 256 + octet, 0);
}
