import { expect, it } from "vitest";
import { durationAsClock, durationInWords } from "./duration.ts";

it.each([
  [0, "0s"],
  [0.34, "0.34s"],
  [0.004, "0.004s"],
  [1.755, "1.76s"],
  [59, "59s"],
  [60, "1 min 0s"],
  [411, "6 min 51s"],
  [3600, "1 hours 0 min"],
  [8319, "2 hours 18 min"],
  [86_400 * 3 + 4 * 3600, "3 days 4 hours"],
  [86_400 * 800, "2 years 69 days"],
  [-411, "-6 min 51s"],
])("%d seconds are %s", (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});

it.each([
  [0, "00:00:00"],
  [125, "00:02:05"],
  [3_725.6, "01:02:06"],
  [90_061, "1 days 01:01:01"],
  [-5, "-00:00:05"],
])("%d seconds are %s on a clock", (seconds, clock) => expect(durationAsClock(seconds)).toBe(clock));
