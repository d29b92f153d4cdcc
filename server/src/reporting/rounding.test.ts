import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quotient, round } from "./rounding.ts";

describe("round", () => {
  it.each([
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [0.5, 0, 1],
    [1.005, 2, 1.01],
    [1078.8000000000002, 2, 1078.8],
    [5.25, 1, 5.3],
    [1e21, 2, 1e21],
    [1e-9, 2, 0],
    [-1e-9, 2, 0],
  ])("%d to %d places is %d", (number, places, expected) => {
    expect(round(number, places)).toBe(expected);
  });

  it("leaves numbers as they are that have no more places", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }), (digits, places) => {
        const number = Number(`${digits}e-${places}`);
        expect(round(number, places)).toBe(number);
      }),
    );
  });

  it("rounds the middle between two away from zero", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 4 }), (digits, places) => {
        expect(round(Number(`${digits}.5e-${places}`), places)).toBe(Number(`${digits + 1}e-${places}`));
      }),
    );
  });

  it("is never further off than half a unit of the last place", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 4 }), (number, places) => {
        expect(Math.abs(round(number, places) - number)).toBeLessThanOrEqual(0.5 * 10 ** -places + 1e-6);
      }),
    );
  });
});

it("takes a part of nothing for 0", () => {
  expect(quotient(3, 0, 2)).toBe(0);
  expect(quotient(2, 3, 2)).toBe(0.67);
});

it("divides as people do", () => {
  expect(quotient(3.975, 10, 3)).toBe(0.398);
});
