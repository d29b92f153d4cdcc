import { afterAll, beforeAll, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { dimensions } from "./dimensions.ts";
import { getCountry } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions]));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-30", { country: "de", total_actions: 5, total_time: 846, visitor: 1 }),
    visitRow(2, "2026-05-31", { country: "de", visitor: 1 }),
  ]);
  await warehouse.insert("conversions", [conversionRow(1, "2026-05-30", 3, { country: "de" })]);
});
afterAll(() => remove());

it("tells visits, goals and the flag of each country", async () => {
  const query = queryFor(parsePeriods("week", "2026-05-30", "2026-06-10").periods);
  expect(await runReport(getCountry, query, { warehouse })).toEqual({
    kind: "table",
    rows: [
      {
        columns: {
          label: "Germany",
          nb_visits: 2,
          nb_actions: 6,
          max_actions: 5,
          sum_visit_length: 846,
          bounce_count: 1,
          nb_visits_converted: 0,
          goals: { "idgoal=3": { nb_conversions: 1, nb_visits_converted: 1, revenue: 0 } },
          nb_conversions: 1,
          revenue: 0,
          sum_daily_nb_uniq_visitors: 2,
          sum_daily_nb_users: 0,
        },
        metadata: { code: "de", logo: "plugins/Morpheus/icons/dist/flags/de.png", segment: "countryCode==de", logoHeight: 16 },
      },
    ],
  });
});
