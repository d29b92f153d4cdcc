import type { IncomingMessage } from "node:http";
import type { FastifyRequest } from "fastify";
import { describe, expect, it } from "vitest";
import { createPlace } from "./place.ts";

function rawRequest(url: string, remoteAddress: string, prefix?: string): IncomingMessage {
  return {
    url,
    headers: prefix === undefined ? {} : { "x-forwarded-prefix": prefix },
    socket: { remoteAddress },
  } as unknown as IncomingMessage;
}

describe("trusts", () => {
  it.each([
    [["loopback"], "127.0.0.1", true],
    [["loopback"], "::1", true],
    [["loopback"], "::ffff:127.0.0.1", true],
    [["loopback"], "10.0.0.1", false],
    [["private"], "10.9.8.7", true],
    [["private"], "192.168.1.1", true],
    [["203.0.113.0/24", "2001:db8::/32"], "203.0.113.9", true],
    [["203.0.113.0/24", "2001:db8::/32"], "203.0.114.9", false],
    [["203.0.113.0/24", "2001:db8::/32"], "2001:db8:1::1", true],
    [["203.0.113.7"], "203.0.113.7", true],
    [[], "127.0.0.1", false],
    [["loopback"], "unix:", false],
  ])("with %j of %s: %s", (trustedProxies, address, expected) => {
    expect(createPlace({ trustedProxies, basePath: "" }).trusts(address)).toBe(expected);
  });
});

describe("withoutPrefix", () => {
  it.each([
    ["", "/index.php?a=/stats", "/index.php?a=/stats"],
    ["/stats", "/stats/index.php?a=1", "/index.php?a=1"],
    ["/stats", "/stats", "/"],
    ["/stats", "/stats?module=API", "/?module=API"],
    ["/stats", "/index.php", "/index.php"],
    ["/stats", "/statistics", "/statistics"],
  ])("under '%s': %s is %s", (basePath, url, expected) => {
    expect(createPlace({ trustedProxies: [], basePath }).withoutPrefix(rawRequest(url, "192.0.2.1"))).toBe(expected);
  });

  it("believes the prefix of a trusted proxy only", () => {
    const place = createPlace({ trustedProxies: ["loopback"], basePath: "" });
    expect(place.withoutPrefix(rawRequest("/web/index.php", "127.0.0.1", "/web/"))).toBe("/index.php");
    expect(place.withoutPrefix(rawRequest("/web/index.php", "192.0.2.1", "/web/"))).toBe("/web/index.php");
    expect(place.withoutPrefix(rawRequest("/web/index.php", "127.0.0.1", "https://evil.example/"))).toBe("/web/index.php");
  });
});

describe("baseUrl", () => {
  const reached = (host: string, prefix?: string) =>
    createPlace({ trustedProxies: ["loopback"], basePath: "/stats" }).baseUrl({
      protocol: "https",
      host,
      raw: rawRequest("/", "127.0.0.1", prefix),
    } as unknown as FastifyRequest);

  it("is what the client sees", () => {
    expect(reached("example.org")).toBe("https://example.org/stats/");
    expect(reached("example.org:8443", "/web")).toBe("https://example.org:8443/web/");
  });

  it("never repeats a host that is none", () => {
    expect(reached('evil"><script>')).toBe("https://localhost/stats/");
  });
});
