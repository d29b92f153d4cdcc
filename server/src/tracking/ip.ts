import ipaddr from "ipaddr.js";
import { ipInRanges, parseIp, readAddress } from "../base/ip-ranges.ts";

export { ipInRanges, parseIp };

/** What an address becomes that cannot be read or must be forgotten. */
export const noIp = "0.0.0.0";

/** How much of an IPv6 address is kept for each number of bytes that IPv4 loses. */
const keptOfIpv6 = [128, 64, 48, 24, 0] as const;

/**
 * Zeroes the last `bytes` bytes of an IPv4 address; of an IPv6 address all but the first 64, 48, 24 or 0 bits for 1, 2, 3 or 4.
 * An address that cannot be read becomes `0.0.0.0`.
 */
export function maskIp(ip: string, bytes: 0 | 1 | 2 | 3 | 4): string {
  const address = readAddress(ip);
  if (!address) return noIp;
  const kept = address.kind() === "ipv4" ? 32 - 8 * bytes : keptOfIpv6[bytes];
  const masked = address.toByteArray().map((byte, index) => byte & byteMask(kept - 8 * index));
  return ipaddr.fromByteArray(masked).toString();
}

/** A byte of which the first `kept` bits count. */
function byteMask(kept: number): number {
  return kept >= 8 ? 255 : kept <= 0 ? 0 : (0xff << (8 - kept)) & 0xff;
}

/**
 * The address of the client: the one that connected, or, where that is a trusted proxy, the last address of `X-Forwarded-For` that
 * is none. Trusted proxies are addresses or ranges; what stands before an address that cannot be read is not believed.
 */
export function clientIp(remote: string, forwardedFor: string | undefined, trustedProxies: readonly string[]): string {
  let client = parseIp(remote) ?? noIp;
  for (const hop of (forwardedFor ?? "").split(",").reverse()) {
    if (!ipInRanges(client, trustedProxies)) break;
    const next = parseIp(hop);
    if (!next) break;
    client = next;
  }
  return client;
}
