import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "../../src/db/sql.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";
import { visitCustomDimension } from "../../src/modules/custom-dimensions/dimensions.ts";
import { dimensions as ecommerce } from "../../src/modules/ecommerce/dimensions.ts";
import { dimensions as goals } from "../../src/modules/goals/dimensions.ts";
import { convert, emptyConversions, loadConversions } from "../../src/tracking/conversions.ts";
import { rowOf } from "../../src/tracking/visit-store.ts";
import { goalOf, hitOf, visitOf } from "../fixtures/hit.ts";
import { trackedSite } from "../fixtures/tracked-site.ts";
import { openTestWarehouse } from "../fixtures/warehouse.ts";

const plan = visitCustomDimension(1);

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...goals, ...ecommerce, plan]));
});

afterAll(() => remove());

const site = trackedSite({ goals: [goalOf({ id: 1 }), goalOf({ id: 2, multiple: true })] });
const cap = '["C","Cap","Hats",19,1]';
const socks = '["S","Socks",["Clothes","Sale"],14.5,3]';
const requests: readonly Readonly<Record<string, string>>[] = [
  { idgoal: "1", url: "https://example.org/" },
  { idgoal: "0", revenue: "62.5", ec_items: `[${cap},${socks}]` },
  { idgoal: "0", ec_id: "B-7", revenue: "19", ec_items: `[${cap}]` },
  { idgoal: "2" },
  { idgoal: "0", revenue: "62.5", ec_items: `[${cap},${socks}]` },
  { idgoal: "0", revenue: "43.5", ec_items: `[${socks}]` },
];

it("come back from the warehouse as tracking left them", async () => {
  let state = emptyConversions;
  let visit = visitOf(hitOf(requests[0]!, { site }));
  for (const [index, params] of requests.entries()) {
    const hit = hitOf(params, { site, position: index + 1 });
    // The plan changes with the last hit, when the cart is there already.
    visit = { ...visit, seconds_since_order: null, custom_dimension_1: index === requests.length - 1 ? "silver" : "gold" };
    const result = convert({
      moment: { hit, visit, before: index > 0 ? { ...visit } : undefined, previous: undefined },
      conversions: state,
      onConversions: [plan],
      isKnownOrder: () => false,
    });
    await warehouse.insert("conversions", result.conversions.map(rowOf));
    await warehouse.insert("items", result.items.map(rowOf));
    state = result.state;
  }

  const other = visitOf(hitOf({}, { site, position: 99 }));
  const reopened = [visit, other].map((each) => ({ visit: each, conversions: emptyConversions }));
  await loadConversions(warehouse, reopened, ["custom_dimension_1"]);
  expect(reopened.map(({ conversions }) => conversions)).toEqual([state, emptyConversions]);
  expect(state).toEqual({
    goals: new Set([1]),
    orders: new Set(["B-7"]),
    cart: { skus: new Set(["S"]), kept: { custom_dimension_1: "gold" } },
    until: visit.last_time,
  });

  const items = await warehouse.query(sql`SELECT order_id, sku, categories, price, quantity FROM items FINAL ORDER BY order_id`);
  expect(items).toEqual([
    { order_id: "", sku: "S", categories: ["Clothes", "Sale"], price: 14.5, quantity: 3 },
    { order_id: "B-7", sku: "C", categories: ["Hats"], price: 19, quantity: 1 },
  ]);
  const conversions = await warehouse.query(sql`SELECT goal, slot, revenue, items, order_id FROM conversions FINAL ORDER BY goal`);
  expect(conversions).toEqual([
    { goal: -1, slot: "", revenue: 43.5, items: 3, order_id: "" },
    { goal: 0, slot: "B-7", revenue: 19, items: 1, order_id: "B-7" },
    { goal: 1, slot: "", revenue: 10, items: null, order_id: "" },
    { goal: 2, slot: "4", revenue: 10, items: null, order_id: "" },
  ]);
});
