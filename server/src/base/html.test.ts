import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeEntities, escapeHtml } from "./html.ts";

describe("decodeEntities", () => {
  it.each([
    ["Returns &amp; refunds", "Returns & refunds"],
    ["&lt;b&gt; &quot;q&quot; &#039;a&#39; &#x27;", "<b> \"q\" 'a' '"],
    ["caf&eacute; &Eacute; &hearts;", "café É ♥"],
    ["&amp;lt;", "&lt;"],
    ["&nothing; &amp &; & &#; &#xZZ;", "&nothing; &amp &; & &#; &#xZZ;"],
    ["&#0; &#7; &#128; &#xD800; &#x110000;", "&#0; &#7; &#128; &#xD800; &#x110000;"],
    ["&#x1F389; &#127881;", "🎉 🎉"],
    ["&constructor; &apos;", "&constructor; &apos;"],
  ])("reads %s", (text, expected) => {
    expect(decodeEntities(text)).toBe(expected);
  });

  it("undoes escapeHtml for any text", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => decodeEntities(escapeHtml(text)) === text));
  });
});
