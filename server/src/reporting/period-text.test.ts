import { describe, expect, it } from "vitest";
import { parsePeriods } from "./period.ts";
import { periodText } from "./period-text.ts";

/** Thin spaces, as typographers put them round a dash, are told as plain ones. */
function textOf(period: string, date: string, language?: string): string {
  const [first] = parsePeriods(period, date, "2026-07-01").periods;
  return periodText(first!, language).replaceAll("\u2009", " ");
}

describe("periodText", () => {
  it.each([
    ["day", "2026-06-01", "en", "Monday, June 1, 2026"],
    ["week", "2026-05-29", "en", "week May 25 – 31, 2026"],
    ["week", "2026-01-01", "en", "week December 29, 2025 – January 4, 2026"],
    ["month", "2026-06-15", "en", "June 2026"],
    ["month", "2026-06-15", "fr", "juin 2026"],
    ["year", "2026-06-15", "en", "2026"],
    ["range", "2026-05-29,2026-06-01", "en", "May 29 – June 1, 2026"],
    ["day", "2026-06-01", "de", "Montag, 1. Juni 2026"],
    ["day", "2026-06-01", "zh-cn", "2026年6月1日星期一"],
  ])("%s %s in %s", (period, date, language, text) => expect(textOf(period, date, language)).toBe(text));

  it("is English where no language is said", () => expect(textOf("month", "2026-06-15")).toBe("June 2026"));
});
