/** What stands before a page's address, by the number under which it is stored. */
const prefixes: readonly string[] = ["http://", "http://www.", "https://", "https://www."];

/** A page's address as it was, from how it is stored: without its prefix. A prefix that is not known (null) adds nothing. */
export function wholeAddress(stored: string, prefix: number | null): string {
  return stored === "" || prefix === null ? stored : `${prefixes[prefix] ?? ""}${stored}`;
}

/** The address with `https` where one of the site's own addresses has that host with it: pages are stored the same under both. */
export function withSiteScheme(address: string, siteUrls: readonly string[]): string {
  const host = /^http:\/\/([^/?#:]+)/.exec(address)?.[1]?.toLowerCase();
  if (host === undefined || !siteUrls.some((url) => url.toLowerCase().startsWith(`https://${host}`))) return address;
  return `https://${address.slice("http://".length)}`;
}
