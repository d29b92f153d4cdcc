import type { SiteFacts } from "./site-facts.ts";

/** What stands before an address of that prefix. */
const prefixes = ["http://", "http://www.", "https://", "https://www."];

/** The whole address again of one that is stored without its beginning; null where there is none. */
export function wholeAddress(url: string, prefix: number | null, site: SiteFacts): string | null {
  if (url === "") return null;
  const whole = /^https?:\/\//i.test(url) || prefix === null ? url : `${prefixes[prefix] ?? ""}${url}`;
  return asSiteHasIt(whole, site);
}

/** With `https` where the site has an address of that host with it, as pages are stored the same under both. */
export function asSiteHasIt(url: string, { urls }: SiteFacts): string {
  if (!url.startsWith("http://") || !URL.canParse(url)) return url;
  const { hostname } = new URL(url);
  return urls.some((own) => own.startsWith(`https://${hostname}`)) ? `https://${url.slice("http://".length)}` : url;
}
