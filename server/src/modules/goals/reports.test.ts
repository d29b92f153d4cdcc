import { afterAll, beforeAll, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import { dimension } from "../../catalog/dimension.ts";
import type { Answer } from "../../catalog/table.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { dimensions as ofShop } from "../ecommerce/dimensions.ts";
import { dimensions as ofGoals } from "./dimensions.ts";
import { reports } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

const copied = (id: string, name: string, type: string) =>
  dimension({ id, name: id, column: { table: "visits", name, type }, onConversions: true });

beforeAll(async () => {
  const visitColumns = figureColumns.map((each) => (each.id === "visitorReturning" ? { ...each, onConversions: true } : each));
  ({ warehouse, remove } = await openTestWarehouse([
    ...visitColumns,
    copied("visitCount", "visit_count", "UInt32"),
    copied("secondsSinceFirst", "seconds_since_first", "Nullable(UInt32)"),
    ...ofShop,
    ...ofGoals,
  ]));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-29", { goal_converted: 1 }),
    visitRow(2, "2026-05-29", { goal_converted: 1, visitor_returning: 1 }),
    visitRow(3, "2026-05-29", { visitor_returning: 2 }),
    visitRow(4, "2026-05-30", { visitor_returning: 1 }),
  ]);
  await warehouse.insert("conversions", [
    conversionRow(1, "2026-05-29", 1, { revenue: 10, visit_count: 1, seconds_since_first: 0 }),
    conversionRow(2, "2026-05-29", 1, { revenue: 2.5, visitor_returning: 1, visit_count: 16, seconds_since_first: 86_400 * 9 }),
    conversionRow(2, "2026-05-29", 2, { revenue: 0, visitor_returning: 1, visit_count: 16, seconds_since_first: 86_400 * 400 }),
    conversionRow(2, "2026-05-29", 0, { slot: "A", revenue: 30, revenue_tax: 5, items: 3, visitor_returning: 1, visit_count: 16 }),
    conversionRow(3, "2026-05-29", -1, { revenue: 99, items: 1, visitor_returning: 2, visit_count: 3 }),
  ]);
  const item = (visit: number, order: string, sku: string, more: object) => ({
    ...{ site: 1, start_day: "2026-05-29", day: "2026-05-29", visit, visitor: visit, position: visit, is_deleted: 0 },
    ...{ time: "2026-05-29 10:00:00", order_id: order, sku, name: "", categories: [] },
    ...more,
  });
  await warehouse.insert("items", [
    item(2, "A", "S1", { name: "Shoe", categories: ["Shoes", "Sale"], price: 10, quantity: 3 }),
    item(3, "", "S2", { name: "Cap", price: 99, quantity: 1 }),
  ]);
  const view = (position: number, visit: number, sku: string, price: number | null) => ({
    ...{ site: 1, day: "2026-05-29", start_day: "2026-05-29", visit, visitor: visit, position, time: "2026-05-29 10:00:00" },
    ...{ product_sku: sku, product_name: null, product_categories: ["Shoes"], product_price: price },
  });
  await warehouse.insert("actions", [view(1, 1, "S1", 12), view(2, 2, "S1", 10), view(3, 2, "S1", 10), view(4, 3, "S3", 7)]);
});
afterAll(() => remove());

function ask(action: string, params: Readonly<Record<string, unknown>> = {}, date = "2026-05-29"): Promise<Answer> {
  const report = reports.find(({ method }) => method === `Goals.${action}`)!;
  const { periods, several } = parsePeriods("day", date, "2026-06-10");
  return runReport(report, queryFor(periods, { severalPeriods: several, params }), { warehouse });
}

async function rowsOf(action: string, params: Readonly<Record<string, unknown>> = {}) {
  const answer = await ask(action, params);
  return answer.kind === "table" ? answer.rows.map(({ columns }) => columns) : [];
}

it("tells what all goals and orders came to, for first and later visits too, and nothing of carts", async () => {
  expect(await ask("get")).toEqual({
    kind: "single",
    columns: {
      nb_conversions: 4,
      nb_visits_converted: 2,
      revenue: 42.5,
      conversion_rate: 0.6667,
      nb_conversions_new_visit: 1,
      nb_visits_converted_new_visit: 1,
      revenue_new_visit: 10,
      conversion_rate_new_visit: 1,
      nb_conversions_returning_visit: 3,
      nb_visits_converted_returning_visit: 1,
      revenue_returning_visit: 32.5,
      conversion_rate_returning_visit: 0.5,
    },
  });
});

it("tells of one goal, of orders, and of carts", async () => {
  const columns = async (idGoal: string) => ((await ask("getMetrics", { idGoal })) as { columns: object }).columns;
  expect(await columns("1")).toEqual({ nb_conversions: 2, nb_visits_converted: 2, revenue: 12.5, conversion_rate: 0.6667 });
  expect(await columns("ecommerceOrder")).toMatchObject({
    nb_conversions: 1,
    revenue: 30,
    revenue_tax: 5,
    items: 3,
    avg_order_revenue: 30,
  });
  expect(await columns("ecommerceAbandonedCart")).toEqual({
    nb_conversions: 1,
    nb_visits_converted: 1,
    revenue: 99,
    items: 1,
    avg_order_revenue: 99,
    conversion_rate: 0.3333,
  });
});

it("tells the figures that are asked for", async () => {
  expect(await ask("get", { columns: ["revenue", "nb_visits"] })).toEqual({
    kind: "single",
    columns: { revenue: 42.5, revenue_new_visit: 10, revenue_returning_visit: 32.5 },
  });
});

it("says nothing of visits that a day of several lacks", async () => {
  const answer = await ask("get", {}, "2026-05-30,2026-05-31");
  expect(answer).toMatchObject({
    kind: "map",
    entries: [
      ["2026-05-30", { kind: "single", columns: { nb_conversions: 0, nb_conversions_returning_visit: 0 } }],
      ["2026-05-31", { kind: "table", rows: [] }],
    ],
  });
  expect(JSON.stringify(answer)).not.toContain("_new_visit");
});

it("counts conversions by days and by visits", async () => {
  const filled = (rows: Awaited<ReturnType<typeof rowsOf>>) => rows.filter(({ nb_conversions }) => nb_conversions !== 0);
  const days = await rowsOf("getDaysToConversion");
  expect(days.map(({ label }) => label).join()).toBe(
    "0 days,1 day,2 days,3 days,4 days,5 days,6 days,7 days,8-14 days,15-30 days,31-60 days,61-120 days,121-364 days,365+ days",
  );
  expect(filled(days)).toEqual([
    { label: "0 days", nb_conversions: 1 },
    { label: "8-14 days", nb_conversions: 1 },
    { label: "365+ days", nb_conversions: 1 },
  ]);
  expect(filled(await rowsOf("getVisitsUntilConversion", { idGoal: "ecommerceAbandonedCart" }))).toEqual([
    { label: "3 visits", nb_conversions: 1 },
  ]);
  expect(await rowsOf("getVisitsUntilConversion", { idGoal: "7" })).toEqual([]);
});

it("lists products that were bought, and those that were only looked at", async () => {
  expect(await rowsOf("getItemsSku")).toEqual([
    {
      label: "S1",
      revenue: 30,
      quantity: 3,
      // Carried for the totals of processed reports.
      price: 10,
      orders: 1,
      nb_visits: 2,
      nb_uniq_visitors: 2,
      nb_actions: 3,
      avg_price: 10,
      avg_quantity: 3,
      conversion_rate: 0.5,
    },
    { label: "S3", nb_visits: 1, nb_uniq_visitors: 1, nb_actions: 1, avg_price: 7, avg_quantity: 0, conversion_rate: 0 },
  ]);
  const categories = await rowsOf("getItemsCategory");
  expect(categories.map(({ label, revenue, nb_visits }) => [label, revenue, nb_visits])).toEqual([
    ["Shoes", 30, 3],
    ["Sale", 30, undefined],
  ]);
});

it("lists products that were left in carts", async () => {
  const [cap] = await rowsOf("getItemsName", { abandonedCarts: true });
  expect(cap).toEqual({
    ...{ label: "Cap", revenue: 99, quantity: 1, price: 99, abandoned_carts: 1 },
    ...{ avg_price: 99, avg_quantity: 1, conversion_rate: 0 },
  });
  expect((await rowsOf("getItemsCategory", { abandonedCarts: true })).map(({ label }) => label)).toContain("Product Category not defined");
});
