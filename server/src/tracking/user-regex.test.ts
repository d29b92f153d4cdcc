import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesRegex } from "./user-regex.ts";

describe("matchesRegex", () => {
  it.each([
    ["thanks$", false, "https://example.org/thanks", true],
    ["thanks$", false, "https://example.org/thanks/2", false],
    ["^https://.*/(a|b)/", false, "https://example.org/b/", true],
    ["^https://.*/(a|b)/", false, "https://example.org/c/", false],
    ["THANKS", false, "thanks", false],
    ["THANKS", true, "thanks", true],
    ["(?i)THANKS", false, "thanks", true],
    ["\\Ahttps:", false, "https://example.org", true],
    ["org\\z", false, "https://example.org", true],
    ["org\\z", false, "https://example.org/", false],
    ["", false, "anything", true],
    ["a+", false, "line\n'quote' \"quote\" \\ a \u2028", true],
  ])("%s (ignoring case: %s) on %j is %s", (pattern, ignoreCase, text, expected) => {
    expect(matchesRegex(pattern, ignoreCase, text)).toBe(expected);
  });

  it.each([
    "(",
    "[a",
    "*",
    "a{2,1}",
    "(?<n>a)(?<n>b)",
    "\\",
  ])("takes %j, which is no expression, for one that matches nothing", (pattern) => {
    expect(matchesRegex(pattern, false, "a(b[*\\")).toBe(false);
  });

  it.each(["(a+)+$", "(a|aa)+$", "(a|a)*b", "a*a*a*a*a*b"])("answers %s before it holds tracking up", (pattern) => {
    const started = performance.now();
    expect(matchesRegex(pattern, false, `${"a".repeat(4000)}!`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("finds any text by itself, escaped, and never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, around) => {
        const escaped = text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
        expect(matchesRegex(escaped, false, around + text + around)).toBe(true);
        matchesRegex(text, true, around);
      }),
      { numRuns: 200 },
    );
  });
});
