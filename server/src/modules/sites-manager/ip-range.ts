import ipaddr from "ipaddr.js";
import { wrongParameter } from "../../base/errors.ts";
import { readIpRange } from "../../base/ip-ranges.ts";
import { splitList } from "../../db/sites.ts";

/** The first and last address of a range: `10.1.2.3`, `10.1.*.*`, `10.1.0.0/16`, or the same of IPv6. Undefined for what is no range. */
export function boundsOf(text: string): readonly [first: string, last: string] | undefined {
  const range = readIpRange(text);
  if (!range) return undefined;
  const edge = (fill: 0 | 255) =>
    range.first.toByteArray().map((byte, index) => {
      const fixed = Math.min(Math.max(range.bits - index * 8, 0), 8);
      const mask = 255 & (255 << (8 - fixed));
      return (byte & mask) | (fill & ~mask & 255);
    });
  return [ipaddr.fromByteArray(edge(0)).toString(), ipaddr.fromByteArray(edge(255)).toString()];
}

/** The ranges of comma-separated text, cleaned; a UserError for one that is none. */
export function readRanges(text: string, name: string): string {
  const ranges = splitList(text);
  for (const range of ranges)
    if (!readIpRange(range)) throw wrongParameter(name, range, "an address or a range such as 1.2.3.4, 1.2.3.* or 1.2.3.4/24");
  return ranges.join(",");
}
