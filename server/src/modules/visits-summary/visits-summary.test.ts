import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { explaining, openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import { catalogOf } from "../../catalog/module.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { visitsSummary } from "./index.ts";
import { reports } from "./reports.ts";

const catalog = catalogOf([visitsSummary]);
let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse(figureColumns));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-29", { visitor: 1, total_actions: 4, total_time: 3900, goal_converted: 1, user_id: "ann" }),
    visitRow(2, "2026-05-29", { visitor: 1 }),
    visitRow(3, "2026-05-31", { visitor: 2, total_actions: 2, total_time: 65 }),
  ]);
});
afterAll(() => remove());

const ask = (action: string, period: string, date: string) => {
  const { periods, several } = parsePeriods(period, date, "2026-06-10");
  return runReport(catalog.findReport(`VisitsSummary.${action}`)!, queryFor(periods, { severalPeriods: several }), { warehouse });
};

describe("methods of one figure", () => {
  it.each([
    ["getVisits", { nb_visits: 3 }],
    ["getUniqueVisitors", { nb_uniq_visitors: 2 }],
    ["getUsers", { nb_users: 1 }],
    ["getActions", { nb_actions: 7 }],
    ["getMaxActions", { max_actions: 4 }],
    ["getBounceCount", { bounce_count: 1 }],
    ["getVisitsConverted", { nb_visits_converted: 1 }],
    ["getSumVisitsLength", { sum_visit_length: 3965 }],
    ["getSumVisitsLengthPretty", { sum_visit_length: "1 hours 6 min" }],
  ])("%s answers it, over a year as well", async (action, columns) => {
    expect(await ask(action, "month", "2026-05-01")).toEqual({ kind: "single", columns });
    expect(await ask(action, "year", "2026-05-01")).toEqual({ kind: "single", columns });
  });

  it("puts the length of visits in words for each day of a map", async () => {
    expect(await ask("getSumVisitsLengthPretty", "day", "2026-05-30,2026-05-31")).toMatchObject({
      entries: [
        ["2026-05-30", { rows: [] }],
        ["2026-05-31", { columns: { sum_visit_length: "1 min 5s" } }],
      ],
    });
  });
});

it.each(reports.map((each) => [each.method, each] as const))("%s asks what the warehouse understands", async (_, each) => {
  const explained = explaining(warehouse);
  await runReport(each, queryFor(parsePeriods("month", "2026-05-01", "2026-06-10").periods), { warehouse: explained });
  expect(explained.explained()).toBe(1);
});
