import { describe, expect, it } from "vitest";
import { seriesIn } from "./series.ts";

const asked = { compare: "1", period: "month", date: "2026-06-01", segment: "actions>1" };

function shown(params: Parameters<typeof seriesIn>[0]): readonly string[] {
  return seriesIn(params).map(({ segment, period, date, changedFrom }) => [segment, period, date, changedFrom ?? "-"].join(" "));
}

describe("seriesIn", () => {
  it.each([
    [{ ...asked }, []],
    [{ ...asked, compare: "0", compareSegments: ["actions>2"] }, []],
    [{ ...asked, compareSegments: "" }, []],
    [{ ...asked, compareSegments: ["countryCode==de"] }, ["actions>1 month 2026-06-01 -", "countryCode==de month 2026-06-01 -"]],
    [{ ...asked, compareSegments: [""] }, ["actions>1 month 2026-06-01 -", " month 2026-06-01 -"]],
    [{ ...asked, comparePeriods: ["day"], compareDates: ["yesterday"] }, ["actions>1 month 2026-06-01 -", "actions>1 day yesterday 0"]],
    [
      { ...asked, compareSegments: { a: "x" }, comparePeriods: ["day"], compareDates: ["today"] },
      ["actions>1 month 2026-06-01 -", "x month 2026-06-01 -", "actions>1 day today 0", "x day today 1"],
    ],
  ])("%j", (params, series) => expect(shown(params)).toEqual(series));

  it.each([
    [{ ...asked, comparePeriods: ["day"] }, "as many compareDates"],
    [{ ...asked, compareSegments: ["1", "2", "3", "4", "5", "6"] }, "At most 5 segments"],
    [{ ...asked, comparePeriods: Array(6).fill("day"), compareDates: Array(6).fill("today") }, "At most 5 periods"],
  ])("refuses %j", (params, words) => expect(() => seriesIn(params)).toThrow(words));
});
