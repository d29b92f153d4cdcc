import { describe, expect, it } from "vitest";
import { optOutScript, readStyle } from "./opt-out.ts";

describe("readStyle", () => {
  it.each<[Parameters<typeof readStyle>[0], string, string | undefined]>([
    ["color", "ff0000", "#ff0000"],
    ["backgroundColor", "#FFF", "#FFF"],
    ["color", "red", undefined],
    ["fontSize", "1.5em", "1.5em"],
    ["fontSize", "12", undefined],
    ["fontFamily", "Open Sans, serif", "Open Sans, serif"],
    ["fontFamily", "x;background:url(y)", undefined],
    ["fontFamily", "", undefined],
  ])("takes for %s of '%s' %s", (part, text, value) => {
    expect(readStyle(part, text)).toBe(value);
  });
});

it("makes a script that no setting can end", () => {
  const script = optOutScript({ divId: "</script>", language: "auto", showIntro: true, style: {}, framed: false });
  expect(script).not.toContain("</script>");
  expect(() => new Function(script)).not.toThrow();
});
