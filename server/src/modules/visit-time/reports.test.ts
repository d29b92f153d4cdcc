import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, siteOf, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Query } from "../../catalog/query.ts";
import type { Report } from "../../catalog/report.ts";
import type { Row } from "../../catalog/table.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { dimensions } from "./dimensions.ts";
import { getByDayOfWeek, getVisitInformationPerLocalTime, getVisitInformationPerServerTime } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

/** The site's clocks are put forward on March 29th, a Sunday. */
const berlin = { ...siteOf(1), timezone: "Europe/Berlin" };
const india = { ...siteOf(2), timezone: "UTC+5.5" };

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions]));
  await warehouse.insert("visits", [
    visitRow(1, "2026-03-25", { visitor_clock: 86_399, first_time: "2026-03-25 08:30:00", total_actions: 3, user_id: "ann" }),
    visitRow(2, "2026-03-25", { visitor_clock: 3600, first_time: "2026-03-25 08:59:59", visitor: 1, user_id: "ann" }),
    visitRow(3, "2026-03-29", { visitor_clock: 3599, first_time: "2026-03-29 12:00:00", visitor: 1 }),
    visitRow(4, "2026-04-01", { visitor_clock: 0, first_time: "2026-04-01 12:00:00", visitor: 1, user_id: "ann" }),
    visitRow(5, "2026-04-01", { site: 2, first_time: "2026-04-01 12:10:00" }),
  ]);
  await warehouse.insert("conversions", [conversionRow(1, "2026-03-25", 4, { time: "2026-03-25 09:00:00", revenue: 2 })]);
});
afterAll(() => remove());

async function rowsOf(report: Report, period: string, date: string, more: Partial<Query> = {}): Promise<readonly Row[]> {
  const { periods } = parsePeriods(period, date, "2026-06-10");
  const answer = await runReport(report, queryFor(periods, { sites: [berlin], ...more }), { warehouse });
  return answer.kind === "table" ? answer.rows : [];
}

/** Rows with visits, as "label visits". */
const visited = (rows: readonly Row[]) =>
  rows.filter(({ columns }) => columns.nb_visits).map(({ columns }) => `${columns.label} ${columns.nb_visits}`);

describe("hours of visitors' clocks", () => {
  it("have 24 rows in their order, with zeros where nobody came", async () => {
    const rows = await rowsOf(getVisitInformationPerLocalTime, "month", "2026-03-01");
    expect(rows).toHaveLength(24);
    expect(visited(rows)).toEqual(["00 1", "01 1", "23 1"]);
    expect(rows[2]).toEqual({
      columns: {
        label: "02",
        nb_visits: 0,
        nb_actions: 0,
        max_actions: 0,
        sum_visit_length: 0,
        bounce_count: 0,
        nb_visits_converted: 0,
        sum_daily_nb_uniq_visitors: 0,
        sum_daily_nb_users: 0,
      },
      metadata: { segment: "visitLocalHour==2" },
    });
  });

  it("have none where there is no visit at all", async () => {
    expect(await rowsOf(getVisitInformationPerLocalTime, "day", "2026-03-24")).toEqual([]);
  });
});

describe("hours of the site's clock", () => {
  it.each([
    ["2026-03-25", "09 2", "visitStartServerHour==23"],
    ["2026-03-29", "13 1", "visitStartServerHour==23"],
    ["2026-04-01", "14 1", "visitStartServerHour==22"],
  ])("on %s are %s", async (day, row, firstSegment) => {
    const rows = await rowsOf(getVisitInformationPerServerTime, "day", day);
    expect(visited(rows)).toEqual([row]);
    expect(rows[0]?.metadata?.segment).toBe(firstSegment);
  });

  it("are those of each site, also of a zone that is just a number of hours", async () => {
    expect(visited(await rowsOf(getVisitInformationPerServerTime, "day", "2026-04-01", { sites: [india] }))).toEqual(["17 1"]);
  });

  it("tell of conversions in the hour in which they happened", async () => {
    const [, ...others] = (await rowsOf(getVisitInformationPerServerTime, "day", "2026-03-25")).slice(9, 11);
    const goals = { goals: { "idgoal=4": { nb_conversions: 1, nb_visits_converted: 1, revenue: 2 } }, nb_conversions: 1, revenue: 2 };
    expect(others.map(({ columns }) => columns)).toEqual([{ label: "10", ...goals, nb_visits: 0 }]);
    const [inMonth] = (await rowsOf(getVisitInformationPerServerTime, "month", "2026-03-01")).slice(10, 11);
    expect(inMonth?.columns).toMatchObject({ label: "10", ...goals, nb_visits: 0, nb_actions: 0, sum_daily_nb_users: 0 });
  });

  it("leave out what has not come yet, where asked to", async () => {
    const now = Date.parse("2026-04-01T20:30:00Z") / 1000;
    const hours = async (hideFutureHoursWhenToday: boolean) =>
      (await rowsOf(getVisitInformationPerServerTime, "day", "2026-04-01", { now, params: { hideFutureHoursWhenToday } })).length;
    expect([await hours(false), await hours(true)]).toEqual([24, 23]);
  });
});

describe("days of the week", () => {
  it("add visitors up day by day, and say no more than zero where nobody came", async () => {
    const rows = await rowsOf(getByDayOfWeek, "range", "2026-03-25,2026-04-01");
    expect(rows[0]).toEqual({ columns: { label: "Monday", nb_visits: 0 }, metadata: { day_of_week: 1 } });
    expect(rows[2]).toEqual({
      columns: {
        label: "Wednesday",
        nb_visits: 3,
        nb_uniq_visitors: 2,
        nb_actions: 5,
        nb_users: 2,
        sum_visit_length: 0,
        bounce_count: 2,
        nb_visits_converted: 0,
      },
      metadata: { day_of_week: 3 },
    });
    expect(visited(rows)).toEqual(["Wednesday 3", "Sunday 1"]);
  });

  it("are named in the language of the request", async () => {
    const rows = await rowsOf(getByDayOfWeek, "week", "2026-03-25", { language: "es" });
    expect(rows.map(({ columns }) => columns.label)).toEqual(["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]);
  });

  it("are refused for several periods", () => {
    const { periods } = parsePeriods("day", "2026-03-25,2026-03-26", "2026-06-10");
    expect(() => runReport(getByDayOfWeek, queryFor(periods), { warehouse })).toThrow("does not support multiple");
  });
});
