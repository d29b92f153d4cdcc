import { readFileSync } from "node:fs";
import type { TrackedSite } from "../catalog/hit.ts";
import { cleanPageUrl } from "./page-url.ts";
import { readQueryString, writeQueryString } from "./query-string.ts";
import { joinUrl, splitUrl } from "./url-parts.ts";

/** Parameters that certain hosts hang on every link that leaves them, and that say nothing. `host` is a part of the host's name. */
const fillers = JSON.parse(readFileSync(new URL("../../data/referrer-parameters.json", import.meta.url), "utf8")) as readonly {
  readonly host: string;
  readonly parameters: readonly string[];
}[];

/** The referring address as it is stored: cleaned as the site's own addresses are, and without what its host hangs on every link. */
export function cleanReferrerUrl(url: string, site: TrackedSite): string {
  if (url === "") return "";
  const cleaned = cleanPageUrl(url, site);
  const parts = splitUrl(cleaned);
  if (!parts || parts.query === "") return cleaned;
  const names = new Set(fillers.filter(({ host }) => parts.host.includes(host)).flatMap(({ parameters }) => parameters));
  if (names.size === 0) return cleaned;
  return joinUrl({ ...parts, query: writeQueryString(readQueryString(parts.query), (name) => names.has(name.toLowerCase())) });
}
