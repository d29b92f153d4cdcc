import ipaddr from "ipaddr.js";
import { wrongParameter } from "../../base/errors.ts";
import { splitList } from "../../db/sites.ts";

/**
 * The first and last address of a range: `10.1.2.3`, `10.1.*.*`, `10.1.0.0/16`, or the same of IPv6. Undefined for what is no range.
 * NOTE matomo: a star may only be followed by stars.
 */
export function boundsOf(range: string): readonly [first: string, last: string] | undefined {
  const stars = /^((?:\d{1,3}\.){0,3})(\*(?:\.\*)*)$/.exec(range);
  if (stars) {
    const known = stars[1]!.split(".").filter((part) => part !== "");
    const open = stars[2]!.split(".").length;
    return known.length + open === 4 ? boundsOf(`${[...known, ...Array(open).fill("0")].join(".")}/${known.length * 8}`) : undefined;
  }
  const [address = "", bits, ...rest] = range.split("/");
  if (rest.length > 0 || !isWritten(address)) return undefined;
  const parsed = ipaddr.parse(address);
  const length = bits === undefined ? parsed.toByteArray().length * 8 : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  return length < 0 || length > parsed.toByteArray().length * 8 ? undefined : edges(parsed.toByteArray(), length);
}

/** The ranges of comma-separated text, cleaned; a UserError for one that is none. */
export function readRanges(text: string, name: string): string {
  const ranges = splitList(text);
  for (const range of ranges)
    if (!boundsOf(range)) throw wrongParameter(name, range, "an address or a range such as 1.2.3.4, 1.2.3.* or 1.2.3.4/24");
  return ranges.join(",");
}

/** Whether the text is an address written out in full: ipaddr.js takes `1.2` and `0x7f.1` too. */
function isWritten(address: string): boolean {
  return address.includes(":") ? ipaddr.IPv6.isValid(address) : ipaddr.IPv4.isValidFourPartDecimal(address);
}

function edges(bytes: readonly number[], length: number): readonly [string, string] {
  const edge = (fill: 0 | 255) =>
    bytes.map((byte, index) => {
      const fixed = Math.min(Math.max(length - index * 8, 0), 8);
      const mask = 255 & (255 << (8 - fixed));
      return (byte & mask) | (fill & ~mask & 255);
    });
  return [ipaddr.fromByteArray(edge(0)).toString(), ipaddr.fromByteArray(edge(255)).toString()];
}
