import ipaddr from "ipaddr.js";

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A block of addresses: those that agree with `first` in the leading `bits`. */
export interface IpRange {
  readonly first: Address;
  readonly bits: number;
}

/**
 * Reads an address: IPv4 in four decimal parts or IPv6, either with a port, IPv6 in brackets or with a zone. IPv4 written as IPv6
 * (`::ffff:1.2.3.4`) becomes IPv4. Undefined where it is no address.
 */
export function readAddress(text: string): Address | undefined {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, "$1")
    .replace(/^([\d.]+):\d+$/, "$1")
    .replace(/%.*$/, "");
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  if (!bare.includes(":") || !ipaddr.IPv6.isValid(bare)) return undefined;
  const address = ipaddr.IPv6.parse(bare);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** The address in its shortest usual form; undefined where the text is none. */
export function parseIp(text: string): string | undefined {
  return readAddress(text)?.toString();
}

/** Reads one address, a block (`10.1.0.0/16`), or an address that ends in wildcards (`10.1.*.*`). Undefined where it is none of them. */
export function readIpRange(text: string): IpRange | undefined {
  const trimmed = text.trim();
  const wildcards = trimmed.split("*").length - 1;
  if (wildcards > 0) return readWildcards(trimmed, wildcards);
  const [address, bits] = trimmed.split("/", 2);
  if (bits === undefined) return blockAt(trimmed, 0);
  const first = /^\d{1,3}$/.test(bits) ? readAddress(address!) : undefined;
  const all = first ? first.toByteArray().length * 8 : 0;
  return first && Number(bits) <= all ? { first, bits: Number(bits) } : undefined;
}

/** After the first wildcard nothing but wildcards and separators may come. */
function readWildcards(text: string, count: number): IpRange | undefined {
  if (/[^.:]\*|\*.*([^.:*]|::)/.test(text)) return undefined;
  return blockAt(text.replaceAll("*", "0"), count);
}

function blockAt(text: string, freeParts: number): IpRange | undefined {
  const first = readAddress(text);
  if (!first) return undefined;
  const bits = first.kind() === "ipv4" ? 32 - 8 * freeParts : 128 - 16 * freeParts;
  return bits >= 0 ? { first, bits } : undefined;
}

export function isInRange(address: Address, { first, bits }: IpRange): boolean {
  return address.kind() === first.kind() && address.match(first as never, bits);
}

/** Whether the address lies in one of the ranges; what cannot be read, address or range, matches nothing. */
export function ipInRanges(ip: string, ranges: readonly string[]): boolean {
  return ipMatcher(ranges)(ip);
}

/** The same for ranges that are asked often: they are read once. */
export function ipMatcher(ranges: readonly string[]): (ip: string) => boolean {
  const read = ranges.flatMap((text) => readIpRange(text) ?? []);
  if (read.length === 0) return () => false;
  return (ip) => {
    const address = readAddress(ip);
    return address !== undefined && read.some((range) => isInRange(address, range));
  };
}
