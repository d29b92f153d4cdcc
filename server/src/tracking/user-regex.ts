import { LRUCache } from "lru-cache";
import { RE2JS } from "re2js";

/** A memo of `RE2JS.compile`, which is pure: nothing of it can be seen from outside but the speed. */
const compiled = new LRUCache<string, { readonly expression: RE2JS | undefined }>({ max: 1000 });

/**
 * The expression that a user wrote, ready to match; undefined where it is not valid. Matching takes time that grows with the text alone
 * (RE2), so that no expression can hold tracking up, and a replayed hit matches as it did the first time. Perl's look-arounds and back
 * references, which such an engine cannot have, make an expression invalid.
 */
export function readRegex(pattern: string, ignoreCase: boolean): RE2JS | undefined {
  const key = `${ignoreCase} ${pattern}`;
  const known = compiled.get(key) ?? { expression: compile(pattern, ignoreCase) };
  compiled.set(key, known);
  return known.expression;
}

function compile(pattern: string, ignoreCase: boolean): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    return undefined;
  }
}

/** Whether the expression stands somewhere in the text. An invalid one stands nowhere. */
export function matchesRegex(pattern: string, ignoreCase: boolean, text: string): boolean {
  return readRegex(pattern, ignoreCase)?.matcher(text).find() ?? false;
}

/** What the expression's first group catches at its first match; empty where there is none. */
export function firstGroup(pattern: string, ignoreCase: boolean, text: string): string {
  const matcher = readRegex(pattern, ignoreCase)?.matcher(text);
  return matcher?.find() && matcher.groupCount() > 0 ? (matcher.group(1) ?? "") : "";
}
