import { readFileSync } from "node:fs";
import { decodePercent } from "./percent.ts";

const facts: Readonly<Record<"sessions" | "campaigns" | "directives", readonly string[]>> = JSON.parse(
  readFileSync(new URL("../../data/excluded-query-parameters.json", import.meta.url), "utf8"),
);

/** Names that no address keeps: session and click ids, campaigns (told apart as referrers), directives to the tracker. */
const always: ReadonlySet<string> = new Set([...facts.sessions, ...facts.campaigns, ...facts.directives]);

/** Tells which names of query parameters are taken out of the site's addresses. */
export function excludedFrom(site: { readonly excludedQueryParameters: readonly string[] }): (name: string) => boolean {
  const isSitesOwn = isAnyOf(site.excludedQueryParameters);
  return (name) => always.has(name.toLowerCase()) || isSitesOwn(name);
}

/** The address without those of its parameters that pages are stored without. */
export function withoutExcluded(address: string, names: readonly string[]): string {
  const isExcluded = excludedFrom({ excludedQueryParameters: names });
  const [, page = "", query, rest = ""] = /^([^?#]*)\?([^#]*)(.*)$/s.exec(address) ?? [];
  if (query === undefined) return address;
  const kept = query.split("&").filter((pair) => !isExcluded(decodePercent(pair.split("=", 1)[0]!)));
  return `${page}${kept.length > 0 ? `?${kept.join("&")}` : ""}${rest}`;
}

/**
 * Tells which names one of the patterns means, without regard to case. A pattern is a name, or a regular expression between delimiters
 * (`/^sess/`); an expression that cannot be read means nothing.
 */
export function isAnyOf(patterns: readonly string[]): (name: string) => boolean {
  const expressions: RegExp[] = [];
  const names = new Set<string>();
  for (const pattern of patterns) {
    const expression = readExpression(pattern);
    if (expression) expressions.push(expression);
    else names.add(pattern.toLowerCase());
  }
  return (name) => names.has(name.toLowerCase()) || expressions.some((expression) => expression.test(name));
}

function readExpression(pattern: string): RegExp | undefined {
  const parts = /^([/#~@%!|])(.*)\1([imsu]*)$/s.exec(pattern);
  if (!parts) return undefined;
  try {
    return new RegExp(parts[2]!, [...new Set(`${parts[3]}i`)].join(""));
  } catch {
    return undefined;
  }
}
