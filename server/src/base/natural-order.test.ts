import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { naturalKey, naturalOrder } from "./natural-order.ts";

describe("naturalOrder", () => {
  it.each([
    [
      ["10 days", "9 days", "1 day"],
      ["1 day", "9 days", "10 days"],
    ],
    [
      ["b", "A", "c", "B"],
      ["A", "b", "B", "c"],
    ],
    [
      ["Smartphone", "Smart speaker", "Smart display"],
      ["Smart display", "Smartphone", "Smart speaker"],
    ],
    [
      [" Home", "About", " Blog"],
      ["About", " Blog", " Home"],
    ],
    [
      ["a10b2", "a10b10", "a9b99"],
      ["a9b99", "a10b2", "a10b10"],
    ],
  ])("sorts %j", (given, sorted) => expect([...given].sort(naturalOrder)).toEqual(sorted));

  it("is an order", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "B", "1", "9", "0", " ", "é") });
    fc.assert(
      fc.property(text, text, text, (one, other, third) => {
        expect(Math.sign(naturalOrder(one, other)) + Math.sign(naturalOrder(other, one))).toBe(0);
        if (naturalOrder(one, other) <= 0 && naturalOrder(other, third) <= 0) expect(naturalOrder(one, third)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("is the order of keys", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "B", "1", "9", "0", " ", "\u00a0", "\t", "é", "-", "~") });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [key, beside] = [naturalKey(one), naturalKey(other)];
        expect(Math.sign(naturalOrder(one, other))).toBe(key < beside ? -1 : key > beside ? 1 : 0);
      }),
    );
  });
});
