import { expect, it } from "vitest";
import { localTime } from "../../base/dates.ts";
import { clockText, dateText, momentText, timeText } from "./time-texts.ts";

const instant = Date.UTC(2026, 2, 29, 0, 59, 59) / 1000;

it.each([
  ["UTC", "Sunday, March 29, 2026", "00:59:59", "Mar 29, 2026 00:59:59"],
  ["America/New_York", "Saturday, March 28, 2026", "20:59:59", "Mar 28, 2026 20:59:59"],
  ["UTC+5.5", "Sunday, March 29, 2026", "06:29:59", "Mar 29, 2026 06:29:59"],
])("in %s it is %s, %s", (zone, date, time, moment) => {
  const local = localTime(instant, zone);
  expect([dateText(local), timeText(local), momentText(local)]).toEqual([date, time, moment]);
});

it("writes the time of day", () => {
  expect([0, 61, 86_399].map(clockText)).toEqual(["00:00:00", "00:01:01", "23:59:59"]);
});
