import { afterAll, beforeAll, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Records } from "../../db/records.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import type { CustomDimension } from "./custom-dimensions.ts";
import { dimensions } from "./dimensions.ts";
import { getCustomDimension } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

const plan: CustomDimension = {
  site: 1,
  dimension: 3,
  name: "Plan",
  scope: "visit",
  slot: 2,
  active: 1,
  extractions: "[]",
  case_sensitive: 1,
};

/** Records that hold these custom dimensions and nothing else. */
function recordsWith(...rows: readonly CustomDimension[]): Records {
  const builder = { selectAll: () => builder, where: () => builder, orderBy: () => builder, execute: async () => rows };
  return { selectFrom: () => builder } as unknown as Records;
}

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions]));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-30", { custom_dimension_2: "pro & co", total_actions: 3, total_time: 30 }),
    visitRow(2, "2026-05-30", { custom_dimension_2: "pro & co" }),
    visitRow(3, "2026-05-30", { custom_dimension_2: "" }),
    visitRow(4, "2026-05-30", { custom_dimension_2: null }),
  ]);
  await warehouse.insert("conversions", [
    conversionRow(1, "2026-05-30", 1, { custom_dimension_2: "pro & co", revenue: 3 }),
    conversionRow(4, "2026-05-30", 1, { custom_dimension_2: null }),
  ]);
});
afterAll(() => remove());

const ask = (...rows: readonly CustomDimension[]) => {
  const { periods } = parsePeriods("day", "2026-05-30", "2026-06-10");
  return runReport(getCustomDimension, queryFor(periods, { params: { idDimension: 3 } }), { warehouse, records: recordsWith(...rows) });
};

it("tells visits by what the site said of them, with ratios", async () => {
  const answer = await ask(plan);
  const rows = answer.kind === "table" ? answer.rows : [];
  expect(rows.map(({ columns, metadata }) => [columns.label, columns.nb_visits, metadata])).toEqual([
    ["pro & co", 2, { segment: "dimension3==pro+%26+co" }],
    ["Value not defined", 1, { segment: "dimension3==" }],
  ]);
  expect(rows[0]?.columns).toMatchObject({
    avg_time_on_site: 15,
    bounce_rate: 0.5,
    nb_actions_per_visit: 2,
    goals: { "idgoal=1": { nb_conversions: 1, revenue: 3 } },
  });
});

it("refuses what there is no report of", async () => {
  await expect(ask()).rejects.toThrow("does not exist");
  await expect(ask({ ...plan, active: 0 })).rejects.toThrow("is not active");
});
