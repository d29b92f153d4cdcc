import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../src/base/errors.ts";
import { catalogOf } from "../../src/catalog/module.ts";
import type { Query } from "../../src/catalog/query.ts";
import type { Report } from "../../src/catalog/report.ts";
import type { Records } from "../../src/db/records.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";
import { modules } from "../../src/modules/index.ts";
import { parsePeriods } from "../../src/reporting/period.ts";
import { runReport } from "../../src/reporting/run.ts";
import { queryFor, siteOf } from "../fixtures/visits.ts";
import { explaining, openTestWarehouse } from "../fixtures/warehouse.ts";

const catalog = catalogOf(modules);
let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse(catalog.dimensions));
});
afterAll(() => remove());

/** Whatever is looked up in the records, this is found: enough of a goal, of a custom dimension, of a setting and of a website. */
const found = {
  site: 1,
  dimension: 1,
  slot: 1,
  scope: "visit",
  active: 1,
  name: "Plan",
  extractions: "[]",
  goal: 1,
  value: "null",
  excluded_query_parameters: "",
};
const builder: unknown = new Proxy(() => undefined, {
  get: (_, property) =>
    property === "execute" ? async () => [found] : property === "executeTakeFirst" ? async () => found : () => builder,
});
const records = builder as Records;

/** The values that a report's parameters have where a request leaves them out, and one for those that it cannot. */
function defaults({ params = {} }: Report): Query["params"] {
  return { ...Object.fromEntries(Object.entries(params).map(([name, { fallback }]) => [name, fallback?.value])), idDimension: 1 };
}

const asked = [
  ["a range", "range", "2026-05-30,2026-06-02", [siteOf(1)]],
  ["several weeks of two sites", "week", "2026-05-30,2026-06-10", [siteOf(1), { ...siteOf(2), timezone: "Asia/Kolkata" }]],
] as const;

describe.each(asked)("all reports of %s", (_, period, date, sites) => {
  it.each(
    catalog.reports.map((report) => [report.method, report] as const),
  )("%s ask what the warehouse understands", async (_method, report) => {
    const { periods, several } = parsePeriods(period, date, "2026-06-10");
    const query = queryFor(periods, { sites, severalSites: sites.length > 1, severalPeriods: several, params: defaults(report) });
    const explained = explaining(warehouse);
    try {
      await runReport(report, query, { warehouse: explained, records });
      expect(explained.explained()).toBeGreaterThan(0);
    } catch (error) {
      // What a report refuses needs no statement; what the warehouse refuses is no UserError.
      if (!(error instanceof UserError)) throw error;
    }
  });
});
