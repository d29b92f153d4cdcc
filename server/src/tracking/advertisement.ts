import type { Campaign } from "./campaign.ts";
import { queryReader } from "./query-reader.ts";
import { decodeQueryValue } from "./query-string.ts";
import { splitUrl, type UrlParts } from "./url-parts.ts";

/**
 * The campaign behind a referrer of Google's advertising hosts: their `url` is the page that showed the advertisement, `ad_type` its
 * kind. Undefined for any other address.
 */
export function advertisementBehind({ host, query }: Pick<UrlParts, "host" | "query">): Campaign | undefined {
  if (!host.includes("googleads") && !host.includes("doubleclick")) return undefined;
  const read = queryReader(query);
  const shownOn = splitUrl(decodeQueryValue(read("url")).trim())?.host ?? "";
  if (shownOn === "") return undefined;
  const kind = decodeQueryValue(read("ad_type")).trim();
  return { name: kind === "" ? "AdWords" : `AdWords (${kind})`, keyword: `(adwords) ${shownOn}` };
}
