import { matchesRegex } from "../user-regex.ts";

/**
 * Whether one of the site's excluded user agents stands in the hit's: as a part of it without regard to case, or as a regular expression
 * written `/…/` or `/…/i`. An expression that cannot be read matches nothing.
 */
export function isExcludedUserAgent(userAgent: string, excluded: readonly string[]): boolean {
  const lower = userAgent.toLowerCase();
  return excluded.some((pattern) => pattern !== "" && (lower.includes(pattern.toLowerCase()) || matches(pattern, userAgent)));
}

function matches(pattern: string, userAgent: string): boolean {
  const parts = /^\/(.+)\/(i?)$/.exec(pattern);
  return parts !== null && matchesRegex(parts[1]!, parts[2] === "i", userAgent);
}
