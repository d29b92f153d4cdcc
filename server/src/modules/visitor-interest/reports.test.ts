import { afterAll, beforeAll, expect, it } from "vitest";
import { figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Report } from "../../catalog/report.ts";
import type { Row } from "../../catalog/table.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { secondsSinceLastVisit, visitCount } from "../core-home/dimensions.ts";
import {
  getNumberOfVisitsByDaysSinceLast,
  getNumberOfVisitsByVisitCount,
  getNumberOfVisitsPerPage,
  getNumberOfVisitsPerVisitDuration,
} from "./reports.ts";

const day = 86_400;
let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, visitCount, secondsSinceLastVisit]));
  const visit = (number: number, more: object) => visitRow(number, "2026-05-30", { visit_count: 1, seconds_since_last: 0, ...more });
  await warehouse.insert("visits", [
    visit(1, { total_time: 10, total_actions: 1 }),
    visit(2, { total_time: 60, total_actions: 7, visit_count: 8, visitor_returning: 1, seconds_since_last: day - 1 }),
    visit(3, { total_time: 120, total_actions: 20, visit_count: 9, visitor_returning: 1, seconds_since_last: 14 * day }),
    visit(4, { total_time: 1800, total_actions: 21, visit_count: 201, visitor_returning: 2, seconds_since_last: day }),
    visit(5, { total_time: 1801, total_actions: 0, visit_count: 200, visitor_returning: 1, seconds_since_last: 365 * day }),
    visit(6, { total_time: 0, total_actions: 1, visitor_returning: 1, seconds_since_last: null }),
  ]);
});
afterAll(() => remove());

async function rowsOf(report: Report, date = "2026-05-30"): Promise<readonly Row[]> {
  const answer = await runReport(report, queryFor(parsePeriods("day", date, "2026-06-10").periods), { warehouse });
  return answer.kind === "table" ? answer.rows : [];
}

it.each([
  [
    getNumberOfVisitsPerVisitDuration,
    // Ranges of minutes share their ends.
    ["0–10s 2", "11–30s 0", "31–60s 1", "1-2 min 2", "2-4 min 1", "4-7 min 0", "7-10 min 0", "10-15 min 0", "15-30 min 1", "30+ min 1"],
  ],
  [
    getNumberOfVisitsPerPage,
    [
      "1 page 2",
      "2 pages 0",
      "3 pages 0",
      "4 pages 0",
      "5 pages 0",
      "6-7 pages 1",
      "8-10 pages 0",
      "11-14 pages 0",
      "15-20 pages 1",
      "21+ pages 1",
    ],
  ],
  [
    getNumberOfVisitsByVisitCount,
    [
      ["1 visit 2", "2 visits 0", "3 visits 0", "4 visits 0", "5 visits 0", "6 visits 0", "7 visits 0", "8 visits 1", "9-14 visits 1"],
      ["15-25 visits 0", "26-50 visits 0", "51-100 visits 0", "101-200 visits 1", "201+ visits 1"],
    ].flat(),
  ],
  [
    getNumberOfVisitsByDaysSinceLast,
    [
      ["New visits 1", "0 days 1", "1 day 0", "2 days 0", "3 days 0", "4 days 0", "5 days 0", "6 days 0", "7 days 0", "8-14 days 1"],
      ["15-30 days 0", "31-60 days 0", "61-120 days 0", "121-364 days 0", "365+ days 1"],
    ].flat(),
  ],
])("$method counts visits by range", async (report, expected) => {
  const rows = await rowsOf(report);
  expect(rows.map(({ columns }) => `${columns.label} ${columns.nb_visits}`)).toEqual(expected);
  expect(await rowsOf(report, "2026-05-29")).toEqual([]);
});

it.each([
  [getNumberOfVisitsPerVisitDuration, 3, "60-120", "visitDuration>=60;visitDuration<=120"],
  [getNumberOfVisitsPerPage, 0, "1-1", "actions==1"],
  [getNumberOfVisitsByVisitCount, 13, "201+", "visitCount>=201"],
  [getNumberOfVisitsByDaysSinceLast, 0, undefined, "visitorType==new"],
])("$method links rows to their visits", async (report, index, part, segment) => {
  const row = (await rowsOf(report))[index];
  expect([row?.part, row?.metadata]).toEqual([part, { segment }]);
});
