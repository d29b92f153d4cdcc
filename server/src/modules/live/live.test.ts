import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goalOf } from "../../../test/fixtures/hit.ts";
import { trackHits } from "../../../test/fixtures/tracked-hits.ts";
import { trackedSite } from "../../../test/fixtures/tracked-site.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import { superuser } from "../../../test/harness/administration.ts";
import { addPlainSite } from "../../../test/harness/site.ts";
import { silentLog } from "../../base/log.ts";
import { type Caller, nobody } from "../../catalog/caller.ts";
import { catalogOf } from "../../catalog/module.ts";
import { readParams } from "../../catalog/params.ts";
import type { Cells, Table } from "../../catalog/table.ts";
import { openRecords, type Records } from "../../db/records.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { modules } from "../index.ts";

const catalog = catalogOf(modules);
const log = catalog.findMethod("Live.getLastVisitsDetails")!;
const start = Date.UTC(2026, 1, 25, 10) / 1000;
const cap = '["C","Cap","Hats",19,1]';
const socks = '["A","Socks",["Clothes","Sale"],14.5,3]';
const other = { visitorId: "aaaaaaaaaaaaaaaa", fingerprint: "aaaaaaaaaaaaaaaa" };
const site = trackedSite({
  goals: [goalOf({ id: 1 })],
  customDimensions: [
    { id: 1, index: 1, scope: "visit", active: true, extractions: [], caseSensitive: true },
    { id: 2, index: 1, scope: "action", active: true, extractions: [], caseSensitive: true },
  ],
});
const shop = "https://shop.example.com";

let warehouse: Warehouse;
let records: Records;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse(catalog.dimensions));
  records = await openRecords(":memory:");
  await addPlainSite(records, "Shop", "Europe/Berlin");
  await records.updateTable("sites").set({ ecommerce: 1, currency: "EUR" }).execute();
  const { id, name, matchAttribute, pattern, patternType, revenue } = goalOf({ id: 1 });
  await records
    .insertInto("goals")
    .values({
      ...{ site: 1, goal: id, name, pattern, revenue, description: "", match_attribute: matchAttribute, pattern_type: patternType },
      ...{ case_sensitive: 0, multiple: 0, event_value_as_revenue: 0, deleted: 0 },
    })
    .execute();
  for (const [dimension, scope] of [
    [1, "visit"],
    [2, "action"],
  ] as const)
    await records
      .insertInto("custom_dimensions")
      .values({ site: 1, dimension, name: "", slot: 1, scope, active: 1, extractions: "[]", case_sensitive: 1 })
      .execute();
  await trackHits(warehouse, catalog.dimensions, site, [
    [start, { url: `${shop}/caps`, action_name: "Caps", _pks: "C", dimension1: "gold", dimension2: "Ada" }, { userId: "ann" }],
    [start + 30, { idgoal: "0", revenue: "62.5", ec_items: `[${socks},${cap}]` }],
    [start + 60, { url: `${shop}/thanks`, action_name: "Thanks" }],
    [start + 90, { ping: "1" }],
    [start + 100, { url: `${shop}/a`, action_name: "A" }, other],
    [start + 4000, { idgoal: "0", ec_id: "B-7", revenue: "19", ec_items: `[${cap}]` }],
  ]);
});
afterAll(async () => {
  await records.destroy();
  await remove();
});

async function ask(params: Readonly<Record<string, string>> = {}, caller: Caller = superuser): Promise<readonly Cells[]> {
  const table = (await log.run({
    params: readParams(log.params, { idSite: "1", ...params }),
    ...{ caller, records, warehouse, log: silentLog, clock: { now: () => (start + 86_400) * 1000 } },
    baseUrl: "https://stats.example.org/",
    ip: "192.0.2.1",
    hashToken: (token) => token,
  })) as Table;
  return table.rows.map(({ columns }) => columns);
}

describe("the log", () => {
  it("tells what was done in each visit", async () => {
    const visits = await ask();
    expect(visits.map(({ visitorId, actions }) => [visitorId, actions])).toEqual([
      ["0123456789abcdef", 0],
      ["aaaaaaaaaaaaaaaa", 1],
      ["0123456789abcdef", 2],
    ]);
    const details = visits[2]!.actionDetails as readonly Cells[];
    expect(details.map(({ type, timeSpent, dimension2 }) => [type, timeSpent, dimension2])).toEqual([
      ["action", 30, "Ada"],
      ["ecommerceAbandonedCart", undefined, null],
      ["action", 31, null],
      ["goal", undefined, null],
    ]);
    // The cap was looked at before anything was in a cart.
    expect(details[1]!.itemDetails).toMatchObject([{ itemSKU: "C" }, { itemSKU: "A", itemCategory: "Clothes" }]);
  });

  it("tells of the visit and the visitor", async () => {
    const [, , first] = await ask();
    expect(first).toMatchObject({
      ...{ idSite: 1, siteName: "Shop", siteCurrencySymbol: "€", visitIp: "192.0.2.1", userId: "ann", dimension1: "gold" },
      ...{ goalConversions: 1, visitConverted: 1, visitEcommerceStatus: "abandonedCart", visitorType: "new", visitCount: 1 },
      ...{ serverTimestamp: start + 60, visitServerHour: 10, serverTimePretty: "11:01:00", lastActionDateTime: "2026-02-25 10:01:00" },
      ...{ countryCode: "de", country: "Germany", region: null, location: "Germany", latitude: null },
      ...{ operatingSystem: "Windows 10", browser: "Chrome 128.0", deviceType: "Desktop", plugins: "", pluginsIcons: null },
      ...{ totalEcommerceRevenue: 19, totalEcommerceItems: 1, totalAbandonedCarts: 1, totalAbandonedCartsRevenue: 62.5 },
    });
    for (const [name, value] of Object.entries(first!)) expect([name, value]).not.toEqual([name, undefined]);
  });

  it("hides who it was from callers who have not signed in", async () => {
    const [visit] = await ask({}, { ...nobody, roles: new Map([[1, "view"]]) });
    expect(visit).toMatchObject({ visitIp: null, visitorId: false, fingerprint: false, userId: null });
  });

  it("leaves the actions out where they are not wanted, and still counts goals", async () => {
    const visits = await ask({ doNotFetchActions: "1" });
    expect(visits.map(({ actionDetails, goalConversions }) => [actionDetails, goalConversions])).toEqual([
      [[], 0],
      [[], 0],
      [[], 1],
    ]);
  });

  it.each([
    [{ filter_limit: "1", filter_offset: "1" }, [5]],
    [{ filter_limit: "2", filter_sort_order: "ASC" }, [1, 5]],
    [{ countVisitorsToFetch: "1", filter_limit: "9", filter_offset: "2" }, [6]],
    [{ minTimestamp: String(start + 100) }, [6, 5]],
    [{ minTimestamp: "false" }, [6, 5, 1]],
    [{ minTimestamp: "99999999999999" }, []],
    [{ period: "day", date: "yesterday" }, [6, 5, 1]],
    [{ period: "day", date: "2026-02-24,2026-02-25" }, [6, 5, 1]],
    [{ period: "month", date: "2026-01-01" }, []],
    [{ period: "day" }, [6, 5, 1]],
    [{ idSite: "all", filter_limit: "-1" }, [6, 5, 1]],
  ] as readonly (readonly [
    Readonly<Record<string, string>>,
    readonly number[],
  ])[])("answers %o with the visits %o", async (params, ids) => {
    expect((await ask(params)).map(({ idVisit }) => idVisit)).toEqual(ids);
  });

  it("shows the columns that are asked for", async () => {
    expect(await ask({ showColumns: "idVisit,country", hideColumns: "country", filter_limit: "1" })).toEqual([{ idVisit: 6 }]);
  });

  it("tells what is in the list of actions beside it too, where it is to be flat", async () => {
    const [, visit] = await ask({ flat: "1" });
    expect(visit).toMatchObject({ pageUrl__1: `${shop}/a`, pageTitle__1: "A", entryPageUrl: `${shop}/a`, exitPageTitle: "A" });
  });
});
