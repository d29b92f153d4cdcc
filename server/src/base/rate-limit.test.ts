import { expect, it } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

it("lets so many through a minute for each key, and says how long to wait", () => {
  let now = 0;
  const limit = createRateLimit(2, { now: () => now });
  expect([1, 2, 3].map(() => limit.take("a"))).toEqual([0, 0, 30]);
  expect(limit.take("b")).toBe(0);
  now += 29_000;
  expect(limit.take("a")).toBe(1);
  now += 1_000;
  expect([limit.take("a"), limit.take("a")]).toEqual([0, 30]);
});

it("lets everything through where it is 0", () => {
  const limit = createRateLimit(0, { now: () => 0 });
  expect(Array.from({ length: 1000 }, () => limit.take("a")).every((wait) => wait === 0)).toBe(true);
});
