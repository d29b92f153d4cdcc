import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientIp, maskIp } from "./ip.ts";

describe("maskIp", () => {
  it.each([
    ["203.45.113.77", 0, "203.45.113.77"],
    ["203.45.113.77", 1, "203.45.113.0"],
    ["203.45.113.77", 2, "203.45.0.0"],
    ["203.45.113.77", 3, "203.0.0.0"],
    ["203.45.113.77", 4, "0.0.0.0"],
    ["::ffff:203.45.113.77", 1, "203.45.113.0"],
    ["2001:db8:1234:5678:9abc:def0:1234:5678", 1, "2001:db8:1234:5678::"],
    ["2001:db8:1234:5678:9abc:def0:1234:5678", 2, "2001:db8:1234::"],
    ["2001:db8:1234:5678:9abc:def0:1234:5678", 3, "2001:d00::"],
    ["2001:db8:1234:5678:9abc:def0:1234:5678", 4, "::"],
    ["no address", 1, "0.0.0.0"],
  ] as const)("%s without %i bytes is %s", (ip, bytes, expected) => expect(maskIp(ip, bytes)).toBe(expected));

  it("changes nothing when done again, and hides more with more bytes", () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6());
    const bytes = fc.constantFrom(0, 1, 2, 3, 4);
    fc.assert(
      fc.property(address, bytes, bytes, (ip, one, other) => {
        const [fewer, more] = one < other ? [one, other] : [other, one];
        expect(maskIp(maskIp(ip, fewer), more)).toBe(maskIp(ip, more));
        expect(maskIp(maskIp(ip, more), fewer)).toBe(maskIp(ip, more));
      }),
    );
  });
});

describe("clientIp", () => {
  const proxies = ["10.0.0.0/8", "192.168.1.*"];
  it.each([
    ["nobody trusted", "198.51.100.1", "203.0.113.7", [], "198.51.100.1"],
    ["a stranger cannot forge", "198.51.100.1", "203.0.113.7", proxies, "198.51.100.1"],
    ["a trusted proxy tells", "10.1.2.3", "203.0.113.7", proxies, "203.0.113.7"],
    ["the last that is no proxy", "10.1.2.3", "1.2.3.4, 203.0.113.7, 192.168.1.9", proxies, "203.0.113.7"],
    ["only proxies", "10.1.2.3", "10.9.9.9", proxies, "10.9.9.9"],
    ["rubbish is not believed", "10.1.2.3", "203.0.113.7, unknown", proxies, "10.1.2.3"],
    ["with a port", "10.1.2.3", "203.0.113.7:4711", proxies, "203.0.113.7"],
    ["no header", "10.1.2.3", undefined, proxies, "10.1.2.3"],
    ["a socket that was closed", "", undefined, proxies, "0.0.0.0"],
  ])("%s", (_, remote, forwardedFor, trusted, expected) => expect(clientIp(remote, forwardedFor, trusted)).toBe(expected));
});
