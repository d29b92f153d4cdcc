import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import type { FastifyRequest } from "fastify";

export interface PlaceConfig {
  /** Addresses, networks like `10.0.0.0/8`, and the words `loopback` and `private`. */
  readonly trustedProxies: readonly string[];
  /** `/stats`, or empty. */
  readonly basePath: string;
}

/** Where this server stands as its clients see it: behind which proxies, under which path. */
export interface Place {
  /** Whether what this address forwards is believed. */
  trusts(address: string): boolean;
  /** The address as the routes know it: without the path under which a proxy serves us. */
  withoutPrefix(request: IncomingMessage): string;
  /** The address under which the client reached this server, with a trailing slash. */
  baseUrl(request: FastifyRequest): string;
}

const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1"],
  private: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/** Reads the settings once; what a proxy says in X-Forwarded-Prefix beats the path that is set. */
export function createPlace({ trustedProxies, basePath }: PlaceConfig): Place {
  const trusts = addressList(trustedProxies);
  const prefixOf = (request: IncomingMessage): string => {
    const said = request.headers["x-forwarded-prefix"];
    if (typeof said !== "string" || !trusts(request.socket.remoteAddress ?? "")) return basePath;
    const path = said.trim().replace(/\/+$/, "");
    return /^(\/[A-Za-z0-9._~-]+)*$/.test(path) ? path : basePath;
  };
  return {
    trusts,
    withoutPrefix: (request) => withoutPrefix(request.url ?? "/", prefixOf(request)),
    baseUrl: (request) => `${protocolOf(request)}://${hostOf(request)}${prefixOf(request.raw)}/`,
  };
}

/** Tells whether an address is among those named: addresses, networks, and the words `loopback` and `private`. */
export function addressList(items: readonly string[]): (address: string) => boolean {
  const list = blockList(items.flatMap((item) => named[item] ?? [item]));
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function blockList(items: readonly string[]): BlockList {
  const list = new BlockList();
  for (const item of items) {
    const [address = "", bits] = item.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function withoutPrefix(url: string, prefix: string): string {
  if (prefix === "" || !url.startsWith(prefix)) return url;
  const rest = url.slice(prefix.length);
  if (rest.startsWith("/")) return rest;
  return rest === "" || rest.startsWith("?") ? `/${rest}` : url;
}

/** A proxy may forward whatever its client said. */
function protocolOf({ protocol }: FastifyRequest): string {
  return protocol === "https" ? "https" : "http";
}

function hostOf({ host }: FastifyRequest): string {
  return /^[A-Za-z0-9._:[\]-]+$/.test(host) && URL.canParse(`http://${host}/`) ? host : "localhost";
}
