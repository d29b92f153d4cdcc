import { afterAll, beforeAll, expect, it } from "vitest";
import { figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Report } from "../../catalog/report.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { browser, operatingSystem } from "../devices-detection/dimensions.ts";
import { resolution } from "./dimensions.ts";
import { getConfiguration, getResolution } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, resolution, browser, operatingSystem]));
  const visit = (number: number, size: string, system = "WIN") =>
    visitRow(number, "2026-05-30", { resolution: size, browser: "CH", os: system });
  await warehouse.insert("visits", [visit(1, "1366x768"), visit(2, "390x844"), visit(3, "unknown", "IOS"), visit(4, "1x1")]);
});
afterAll(() => remove());

async function rowsOf(report: Report) {
  const answer = await runReport(report, queryFor(parsePeriods("day", "2026-05-30", "2026-06-10").periods), { warehouse });
  return (answer.kind === "table" ? answer.rows : []).map(({ columns, metadata }) => [columns.label, metadata]);
}

it("leaves out what is too short to be a resolution; equals stand by their first number", async () => {
  expect(await rowsOf(getResolution)).toEqual([
    ["390x844", { segment: "resolution==390x844" }],
    ["1366x768", { segment: "resolution==1366x768" }],
    ["unknown", { segment: "resolution==unknown" }],
  ]);
});

it("joins system, browser and resolution, and tells nothing besides", async () => {
  expect(await rowsOf(getConfiguration)).toEqual([
    ["iOS / Chrome / unknown", {}],
    ["Windows / Chrome / 1x1", {}],
    ["Windows / Chrome / 390x844", {}],
    ["Windows / Chrome / 1366x768", {}],
  ]);
});
