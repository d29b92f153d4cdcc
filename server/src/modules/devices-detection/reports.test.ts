import { afterAll, beforeAll, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { dimensions } from "./dimensions.ts";
import { getType } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions]));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-30", { device_type: "tv" }),
    visitRow(2, "2026-05-30", { device_type: "smartphone", goal_converted: 1 }),
    visitRow(3, "2026-05-30", { device_type: "tablet" }),
    visitRow(4, "2026-05-30", { device_type: "tablet" }),
  ]);
  await warehouse.insert("conversions", [conversionRow(2, "2026-05-30", 1, { device_type: "smartphone", revenue: 2 })]);
});
afterAll(() => remove());

it("lists all kinds of device, those that nobody used with no more than that", async () => {
  const answer = await runReport(getType, queryFor(parsePeriods("day", "2026-05-30", "2026-06-10").periods), { warehouse });
  const rows = answer.kind === "table" ? answer.rows : [];
  expect(rows.map(({ columns }) => `${columns.label} ${columns.nb_visits}`)).toEqual([
    "Tablet 2",
    "Smartphone 1",
    "Tv 1",
    "Camera 0",
    "Car browser 0",
    "Console 0",
    "Desktop 0",
    "Feature phone 0",
    "Peripheral 0",
    "Phablet 0",
    "Portable media player 0",
    "Smart display 0",
    "Smart speaker 0",
    "Wearable 0",
  ]);
  expect(rows[1]?.columns).toMatchObject({ goals: { "idgoal=1": { nb_conversions: 1 } }, nb_conversions: 1, revenue: 2 });
  expect(rows[4]).toEqual({
    columns: { label: "Car browser", nb_visits: 0 },
    metadata: { segment: "deviceType==car+browser", logo: "plugins/Morpheus/icons/dist/devices/car_browser.png" },
  });
});
