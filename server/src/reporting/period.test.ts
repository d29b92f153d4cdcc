import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayNumber } from "../base/dates.ts";
import { UserError } from "../base/errors.ts";
import { parsePeriods } from "./period.ts";

// 2026-04-01 is a Wednesday.
const today = "2026-04-01";
const labels = (period: string, date: string) => parsePeriods(period, date, today).periods.map(({ label }) => label);

describe("one period", () => {
  it.each([
    ["day", "today", "2026-04-01"],
    ["day", "TODAY", "2026-04-01"],
    ["day", "now", "2026-04-01"],
    ["day", "yesterday", "2026-03-31"],
    ["day", "2026-03-05", "2026-03-05"],
    ["day", "2026-3-5", "2026-03-05"],
    ["day", "20260305", "2026-03-05"],
    ["day", "202603", "2026-03-01"],
    ["day", "2999-01-01", "2999-01-01"],
    ["week", "today", "2026-03-30,2026-04-05"],
    ["week", "2026-04-05", "2026-03-30,2026-04-05"],
    ["week", "lastWeek", "2026-03-23,2026-03-29"],
    ["week", "last week", "2026-03-23,2026-03-29"],
    ["month", "202603", "2026-03"],
    ["month", "lastmonth", "2026-03"],
    ["year", "last year", "2025"],
    ["year", "LASTYEAR", "2025"],
    ["range", "last2", "2026-03-31,2026-04-01"],
    ["range", "previous1", "2026-03-31,2026-03-31"],
    ["range", "previous7", "2026-03-25,2026-03-31"],
    ["range", "2026-03-25,today", "2026-03-25,2026-04-01"],
    ["range", "2026-03-25,yesterday", "2026-03-25,2026-03-31"],
    ["range", "20260325,20260327", "2026-03-25,2026-03-27"],
    ["range", "lastWeek,today", "2026-03-25,2026-04-01"],
    ["range", "2026-03-25,2999-01-01", "2026-03-25,2036-12-31"],
  ])("%s %s", (period, date, label) => {
    expect(labels(period, date)).toEqual([label]);
    expect(parsePeriods(period, date, today).several).toBe(false);
  });

  it("takes a range that names one day twice for that day", () => {
    expect(parsePeriods("range", "2026-03-05,2026-03-05", today).periods).toEqual([
      { kind: "day", from: "2026-03-05", to: "2026-03-05", label: "2026-03-05" },
    ]);
  });
});

describe("several periods", () => {
  it.each([
    ["day", "last1", ["2026-04-01"]],
    ["day", "last3", ["2026-03-30", "2026-03-31", "2026-04-01"]],
    ["day", "last0", ["2026-04-01"]],
    ["day", "last", ["2026-04-01"]],
    ["day", "Previous2", ["2026-03-30", "2026-03-31"]],
    ["day", "2026-03-30,yesterday", ["2026-03-30", "2026-03-31"]],
    ["day", "2026-03-10,2026-03-01", ["2026-03-01"]],
    ["week", "last2", ["2026-03-23,2026-03-29", "2026-03-30,2026-04-05"]],
    ["week", "previous1", ["2026-03-23,2026-03-29"]],
    ["week", "2026-03-29,2026-03-30", ["2026-03-23,2026-03-29", "2026-03-30,2026-04-05"]],
    ["month", "last3", ["2026-02", "2026-03", "2026-04"]],
    ["month", "previous2", ["2026-02", "2026-03"]],
    ["month", "2025-12-31,2026-01-01", ["2025-12", "2026-01"]],
    ["year", "last2", ["2025", "2026"]],
    ["year", "previous1", ["2025"]],
  ])("%s %s", (period, date, expected) => {
    expect(labels(period, date)).toEqual(expected);
    expect(parsePeriods(period, date, today).several).toBe(true);
  });

  it("bounds how many there can be", () => {
    expect(labels("day", "last999999999999999999").length).toBe(1825);
    expect(labels("year", "last500").length).toBe(10);
  });
});

describe("mistakes", () => {
  it.each(["hour", "days", "DAY", "1", "", "__proto__"])("period %s", (period) => {
    expect(() => parsePeriods(period, "today", today)).toThrow("is not supported");
  });
  it.each([
    ["day", "2026-13-01"],
    ["day", "2026-02-30"],
    ["day", "tomorrowish"],
    ["day", "previousX"],
    ["day", "1900-01-01"],
    ["day", "constructor"],
    ["day", "2026-03-01,2026-03-02,2026-03-03"],
    ["day", "2026-03-01,"],
    ["range", "2026-13-01"],
    ["range", "2026-03-01"],
    ["range", "tomorrowish"],
    ["range", "2026-03-10,2026-03-01"],
    ["range", "previousX"],
    ["range", "2999-01-01"],
    ["range", "today"],
    ["range", "yesterday"],
    ["range", "lastWeek"],
    ["range", "last week"],
  ])("%s %s", (period, date) => {
    expect(() => parsePeriods(period, date, today)).toThrow(UserError);
  });
});

describe("for any text and any day", () => {
  const days = fc.integer({ min: dayNumber("2005-01-01"), max: dayNumber("2090-12-31") }).map((number) => addDays("1970-01-01", number));
  const period = fc.constantFrom("day", "week", "month", "year");

  it("gives periods or a UserError", () => {
    const part = fc.oneof(fc.string(), fc.constantFrom("last", "previous", "today", ",", "2026-01-31", "month", "9999999"));
    fc.assert(
      fc.property(fc.oneof(period, fc.constant("range")), fc.array(part, { maxLength: 4 }), days, (kind, parts, now) => {
        try {
          expect(parsePeriods(kind, parts.join(""), now).periods.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });

  it("gives as many periods as asked for, without gaps, the last one holding today", () => {
    fc.assert(
      fc.property(period, fc.integer({ min: 1, max: 10 }), days, (kind, count, now) => {
        const { periods } = parsePeriods(kind, `last${count}`, now);
        expect(periods.length).toBe(count);
        expect(periods.at(-1)!.from <= now && now <= periods.at(-1)!.to).toBe(true);
        for (const [index, next] of periods.slice(1).entries()) expect(next.from).toBe(addDays(periods[index]!.to, 1));
      }),
    );
  });
});
