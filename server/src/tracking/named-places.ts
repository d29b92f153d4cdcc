import type { NamedPlaces, ReferrerLists } from "./referrer-lists.ts";
import { splitUrl, type UrlParts } from "./url-parts.ts";

/**
 * The name of the place that an address belongs to: by its host or a domain above it, and by the beginning of the path where the list
 * has one. Undefined where it is not listed.
 *
 * NOTE matomo: it looks for the domain anywhere in the address, its dots standing for any letter, and so takes `https://www.taco.com/`
 * and `https://news.example/?share=//x.com/` for Twitter. Here only the host and its path count.
 */
export function findPlace({ host, path }: Pick<UrlParts, "host" | "path">, places: NamedPlaces): string | undefined {
  const steps = path.toLowerCase().split("/").filter(Boolean);
  for (const domain of domainsOf(host))
    for (let depth = Math.min(steps.length, 2); depth >= 0; depth--) {
      const name = places.get([domain, ...steps.slice(0, depth)].join("/"));
      if (name !== undefined) return name;
    }
  return undefined;
}

/** Whether the address is on a host, or below a domain, that is known to send made-up referrers. */
export function isReferrerSpam(address: string, { spammers }: Pick<ReferrerLists, "spammers">): boolean {
  const host = splitUrl(address)?.host ?? "";
  return host !== "" && domainsOf(host).some((domain) => spammers.has(domain));
}

/** The host and the domains above it, the longest first: `a.b.org`, `b.org`, `org`. */
function domainsOf(host: string): readonly string[] {
  const labels = host.toLowerCase().split(".");
  return labels.map((_, index) => labels.slice(index).join("."));
}
