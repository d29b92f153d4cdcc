import { describe, expect, it } from "vitest";
import { moneyText, percentText } from "./number-text.ts";

describe("percentText", () => {
  it.each([
    [0, "0%"],
    [0.47, "47%"],
    [0.07, "7%"],
    [0.6667, "66.67%"],
    [1, "100%"],
    [8.75, "875%"],
    [12.5, "1,250%"],
  ])("writes %d as %s", (share, text) => expect(percentText(share)).toBe(text));
});

describe("moneyText", () => {
  it.each([
    [25, "€25"],
    [14.5, "€14.50"],
    [89.9, "€89.90"],
    [1234.567, "€1,234.57"],
    [0, "€0"],
    [-3.5, "-€3.50"],
  ])("writes %d as %s", (amount, text) => expect(moneyText(amount, "€")).toBe(text));
});
