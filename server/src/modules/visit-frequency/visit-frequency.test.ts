import { afterAll, beforeAll, expect, it } from "vitest";
import { figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { explaining, openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Query } from "../../catalog/query.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { get } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse(figureColumns));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-30", { visitor: 1, total_actions: 3, total_time: 90 }),
    visitRow(2, "2026-05-30", { visitor: 1, visitor_returning: 1 }),
    visitRow(3, "2026-05-31", { visitor: 1, visitor_returning: 2, total_actions: 5, total_time: 300, goal_converted: 1 }),
  ]);
});
afterAll(() => remove());

const ask = (period: string, date: string, more: Partial<Query> = {}) => {
  const { periods, several } = parsePeriods(period, date, "2026-06-10");
  return runReport(get, queryFor(periods, { severalPeriods: several, ...more }), { warehouse });
};

it("tells new visits from those of visitors and customers who return", async () => {
  expect(await ask("month", "2026-05-01")).toEqual({
    kind: "single",
    columns: {
      nb_uniq_visitors_new: 1,
      nb_users_new: 0,
      nb_visits_new: 1,
      nb_actions_new: 3,
      nb_visits_converted_new: 0,
      bounce_count_new: 0,
      sum_visit_length_new: 90,
      max_actions_new: 3,
      bounce_rate_new: 0,
      nb_actions_per_visit_new: 3,
      avg_time_on_site_new: 90,
      nb_uniq_visitors_returning: 1,
      nb_users_returning: 0,
      nb_visits_returning: 2,
      nb_actions_returning: 6,
      nb_visits_converted_returning: 1,
      bounce_count_returning: 1,
      sum_visit_length_returning: 300,
      max_actions_returning: 5,
      bounce_rate_returning: 0.5,
      nb_actions_per_visit_returning: 3,
      avg_time_on_site_returning: 150,
    },
  });
});

it("leaves out of a map what nobody did, and says period for its label", async () => {
  const answer = await ask("day", "2026-05-29,2026-05-31");
  expect(answer).toMatchObject({
    key: "period",
    entries: [
      ["2026-05-29", { kind: "table", rows: [] }],
      ["2026-05-30", { columns: { nb_visits_new: 1, nb_visits_returning: 1 } }],
      ["2026-05-31", { columns: { nb_visits_returning: 1 } }],
    ],
  });
  expect(JSON.stringify(answer)).not.toContain('"nb_visits_new":0');
});

it("finds a figure by its own name only", async () => {
  expect(await ask("year", "2026-05-01", { params: { columns: ["nb_visits", "bounce_rate_returning"] } })).toEqual({
    kind: "single",
    columns: { bounce_rate_returning: 0.5 },
  });
});

it("asks what the warehouse understands", async () => {
  const explained = explaining(warehouse);
  await runReport(get, queryFor(parsePeriods("day", "last7", "2026-06-10").periods), { warehouse: explained });
  expect(explained.explained()).toBe(1);
});
