import { describe, expect, it } from "vitest";
import { languageCodeLabel, languageSegment, reportedCode, reportedLanguage } from "./labels.ts";

describe("languages in reports, as recorded", () => {
  it.each([
    ["zh-cn", "zh-cn", "Chinese - China (zh-cn)"],
    ["en-gb", "en-gb", "English - United Kingdom (en-gb)"],
    ["en", "en", "English (en)"],
    ["de-de", "de", "German (de)"],
    ["de-at", "de-at", "German - Austria (de-at)"],
    ["ja", "ja-jp", "Japanese - Japan (ja-jp)"],
    ["nl", "nl", "Dutch (nl)"],
    ["xx", "xx", "Unknown (xx)"],
    ["", "xx", "Unknown (xx)"],
  ])("%j counts as %s", (stored, code, label) => {
    expect(reportedCode(stored)).toBe(code);
    expect(reportedCode(code)).toBe(code);
    expect(languageCodeLabel(code)).toBe(label);
  });

  it("drops the country", () => expect(reportedLanguage("ja")).toBe("ja"));

  it.each([
    ["en", "languageCode==en,languageCode=@en-"],
    ["xx", "languageCode==xx"],
  ])("has a segment for %s", (language, segment) => expect(languageSegment(language)).toBe(segment));
});
