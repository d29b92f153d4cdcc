import { afterAll, beforeAll, expect, it } from "vitest";
import { figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { browser, browserVersion } from "../devices-detection/dimensions.ts";
import { dimensions } from "./dimensions.ts";
import { getPlugin } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions, browser, browserVersion]));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-30", { plugin_pdf: 1, plugin_cookie: 1, browser: "CH" }),
    visitRow(2, "2026-05-30", { plugin_pdf: 1, browser: "IE", browser_version: "11.0" }),
    visitRow(3, "2026-05-30", { browser: "IE", browser_version: "8.0" }),
  ]);
});
afterAll(() => remove());

it("counts each plugin of a visit, as a share of the visits whose browser tells", async () => {
  const answer = await runReport(getPlugin, queryFor(parsePeriods("day", "2026-05-30", "2026-06-10").periods), { warehouse });
  expect(answer).toMatchObject({ kind: "table", totals: { nb_visits: 2 } });
  const rows = answer.kind === "table" ? answer.rows : [];
  expect(rows.map(({ columns }) => `${columns.label} ${columns.nb_visits}`)).toEqual([
    "Pdf 2",
    "Cookie 1",
    "Flash 0",
    "Java 0",
    "Quicktime 0",
    "Realplayer 0",
    "Silverlight 0",
    "Windowsmedia 0",
  ]);
  expect(rows[0]?.metadata).toEqual({ logo: "plugins/Morpheus/icons/dist/plugins/pdf.png" });
});
