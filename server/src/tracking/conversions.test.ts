import { describe, expect, it } from "vitest";
import { goalOf, hitOf, visitOf } from "../../test/fixtures/hit.ts";
import { trackedSite } from "../../test/fixtures/tracked-site.ts";
import { dimension } from "../catalog/dimension.ts";
import type { Action, Hit } from "../catalog/hit.ts";
import type { ConversionRow, ItemRow, Visit } from "../catalog/visit.ts";
import { namesUnknownGoal } from "./conversion-request.ts";
import { type ConversionResult, convert, emptyConversions, type VisitConversions } from "./conversions.ts";

const goals = [
  goalOf({ id: 1, name: "Newsletter", matchAttribute: "manually", revenue: 2 }),
  goalOf({ id: 2, name: "Thanks", multiple: true }),
  goalOf({ id: 3, name: "Catalog", matchAttribute: "file", pattern: "catalog", revenue: 0 }),
  goalOf({
    id: 5,
    name: "Played",
    matchAttribute: "event_action",
    pattern: "Play",
    patternType: "exact",
    revenue: 3,
    eventValueAsRevenue: true,
  }),
];
const site = trackedSite({ goals, excludedQueryParameters: ["sid"] });
const country = dimension({
  id: "country",
  name: "Country",
  column: { table: "visits", name: "location_country", type: "String" },
  onConversions: true,
});
const plan = dimension({
  id: "plan",
  name: "Plan",
  column: { table: "visits", name: "custom_dimension_1", type: "String" },
  onConversions: true,
  keptInCart: true,
});
const page: Action = {
  kind: "pageview",
  fullUrl: "https://example.org/thanks",
  rawUrl: "https://example.org/thanks?sid=1",
  url: "example.org/thanks",
  urlPrefix: 2,
  name: "",
};
const socks = '["S","Socks",["Clothes","Sale"],14.5,3]';
const cap = '["C","Cap","Hats",19,1]';

interface PlayedHit {
  readonly params?: Readonly<Record<string, string>>;
  readonly changes?: Partial<Hit>;
  /** Columns of the visit as the hit leaves them. */
  readonly visit?: Readonly<Record<string, string>>;
}

/** Plays hits into one visit, in order; positions and times go up by one. */
function play(...hits: readonly PlayedHit[]) {
  return playInto(emptyConversions, ...hits);
}

function playInto(start: VisitConversions, ...hits: readonly PlayedHit[]) {
  const results: ConversionResult[] = [];
  let state = start;
  let visit: Visit | undefined;
  hits.forEach(({ params = {}, changes = {}, visit: columns = {} }, index) => {
    const hit = hitOf(params, { position: 100 + index, time: 1_772_000_000 + index, site, ...changes });
    const before = visit && { ...visit };
    visit = visitOf(hit, { ...visit, location_country: "de", total_interactions: 4, total_searches: 1, ...columns });
    const result = convert({
      moment: { hit, visit, before, previous: undefined },
      conversions: state,
      onConversions: [country, plan],
      isKnownOrder: (order) => order === "OLD",
    });
    state = result.state;
    results.push(result);
  });
  return {
    results,
    last: results.at(-1)!,
    state,
    conversions: settle(
      results.flatMap((result) => result.conversions),
      (row: ConversionRow) => `${row.goal} ${row.slot}`,
    ),
    items: settle(
      results.flatMap((result) => result.items),
      (row: ItemRow) => `${row.order_id} ${row.sku}`,
    ),
  };
}

/** What the table holds of such rows: of each key the newest, without what was taken away. */
function settle<Row extends { position: number; is_deleted: 0 | 1 }>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  const newest = new Map<string, Row>();
  for (const row of rows) if (row.position >= (newest.get(keyOf(row))?.position ?? 0)) newest.set(keyOf(row), row);
  return [...newest.values()].filter((row) => row.is_deleted === 0);
}

const cartOf = (revenue: string, ...items: readonly string[]) => ({ params: { idgoal: "0", revenue, ec_items: `[${items}]` } });
const orderOf = (id: string, revenue: string, ...items: readonly string[]) => ({
  params: { idgoal: "0", ec_id: id, revenue, ec_st: "57.5", ec_tx: "5", ec_sh: "4.905", ec_dt: "0", ec_items: `[${items}]` },
});

describe("goals", () => {
  it("are converted by the page that reaches them", () => {
    const { conversions, last } = play({ changes: { action: page } });
    expect(conversions).toEqual([
      {
        site: 1,
        start_day: "2026-02-25",
        visit: 100,
        goal: 2,
        slot: "100",
        position: 100,
        is_deleted: 0,
        day: "2026-02-25",
        visitor: "0123456789abcdef",
        time: 1_772_000_000,
        location_country: "de",
        revenue: 10,
        url: "https://example.org/thanks",
        action: 100,
        pageviews_before: 1,
      },
    ]);
    expect(last.converted).toBe(true);
  });

  it("count each time where they may", () => {
    expect(play({ changes: { action: page } }, { changes: { action: page } }).conversions).toHaveLength(2);
  });

  it("count once otherwise, but the visit converts again", () => {
    const { conversions, last } = play({ params: { idgoal: "1" } }, { params: { idgoal: "1", revenue: "7" } });
    expect(conversions.map(({ goal, revenue }) => [goal, revenue])).toEqual([[1, 2]]);
    expect(last.converted).toBe(true);
  });

  it("that the client reports are at the address it gives, without what the site excludes", () => {
    const { conversions } = play({}, { params: { idgoal: "1", url: "https://EXAMPLE.org/a?sid=7&b=1", revenue: "12.345" } });
    expect(conversions).toMatchObject([
      { goal: 1, slot: "", url: "https://example.org/a?b=1", action: null, revenue: 12.35, pageviews_before: 3 },
    ]);
  });

  it.each([
    [{}, 3],
    [{ e_v: "12.555" }, 12.555],
    [{ e_v: "0" }, 0],
    [{ revenue: "8" }, 8],
    [{ revenue: "8", e_v: "9" }, 9],
    [{ revenue: "free", e_v: "loud" }, 3],
  ])("take their revenue from the request, the event, or their own: %j", (params, revenue) => {
    const action: Action = { ...page, kind: "event", event: { category: "Media", action: "play", name: "", value: null } };
    expect(play({ params, changes: { action } }).conversions).toMatchObject([{ goal: 5, revenue }]);
  });

  it("that nobody has are named in vain", () => {
    const { last } = play({ params: { idgoal: "4" }, changes: { action: page } });
    expect(last).toMatchObject({ converted: false, conversions: [] });
    expect(namesUnknownGoal(hitOf({ idgoal: "4" }, { site }))).toBe(true);
    expect(namesUnknownGoal(hitOf({ idgoal: "1" }, { site }))).toBe(false);
    expect(namesUnknownGoal(hitOf({ idgoal: "0" }, { site }))).toBe(false);
    expect(namesUnknownGoal(hitOf({ idgoal: "many" }, { site }))).toBe(false);
  });

  it("are nothing to a heartbeat", () => {
    expect(play({ params: { idgoal: "1" }, changes: { isPing: true } }).conversions).toEqual([]);
  });

  it("carry the referrer that earned them", () => {
    const hit = hitOf({ idgoal: "1" }, { site });
    const { conversions } = convert({
      moment: { hit, visit: visitOf(hit, { location_country: "de" }), before: undefined, previous: undefined },
      conversions: emptyConversions,
      onConversions: [country],
      attributed: { referrer_name: "earlier campaign" },
      isKnownOrder: () => false,
    });
    expect(conversions).toMatchObject([{ location_country: "de", referrer_name: "earlier campaign" }]);
  });
});

describe("carts", () => {
  it("stand as they were told last, and convert nothing", () => {
    const { conversions, items, last } = play(
      cartOf("43.5", socks),
      cartOf("57.5", '["S","Socks","Clothes",13,2]', cap),
      cartOf("19", cap),
    );
    expect(last.converted).toBe(false);
    expect(conversions).toMatchObject([{ goal: -1, slot: "", revenue: 19, revenue_cart: 19, items: 1, position: 102 }]);
    expect(conversions[0]).not.toHaveProperty("pageviews_before");
    expect(items).toMatchObject([{ order_id: "", sku: "C", name: "Cap", categories: ["Hats"], price: 19, quantity: 1 }]);
  });

  it("keep a product that comes back", () => {
    const { items } = play(cartOf("43.5", socks), cartOf("0"), cartOf("43.5", socks));
    expect(items).toMatchObject([{ sku: "S", categories: ["Clothes", "Sale"], quantity: 3, position: 102 }]);
  });

  it("keep what their visit was said to be when they began, as orders too", () => {
    const gold = { visit: { custom_dimension_1: "gold" } };
    const silver = { visit: { custom_dimension_1: "silver", location_country: "fr" } };
    const updated = play({ ...cartOf("19", cap), ...gold }, { ...cartOf("43.5", socks), ...silver });
    expect(updated.conversions).toMatchObject([{ goal: -1, custom_dimension_1: "gold", location_country: "fr", revenue: 43.5 }]);
    const { conversions } = playInto(
      updated.state,
      { ...orderOf("B-7", "19", cap), ...silver },
      { ...orderOf("B-8", "19", cap), ...silver },
      { ...cartOf("19", cap), ...silver },
    );
    expect(conversions.map(({ slot, custom_dimension_1 }) => [slot, custom_dimension_1])).toEqual([
      ["", "silver"],
      ["B-7", "gold"],
      ["B-8", "silver"],
    ]);
  });

  it("may be empty", () => {
    const { conversions, items } = play(cartOf("43.5", socks), { params: { idgoal: "0", revenue: "0" } });
    expect(conversions).toMatchObject([{ goal: -1, revenue: 0, items: 0 }]);
    expect(items).toEqual([]);
  });
});

describe("orders", () => {
  it("take the cart's place", () => {
    const { conversions, items, last } = play(cartOf("62.5", socks, cap), orderOf("B-7", "67.405", cap));
    expect(last.converted).toBe(true);
    expect(conversions).toMatchObject([
      {
        goal: 0,
        slot: "B-7",
        order_id: "B-7",
        revenue: 67.41,
        revenue_order: 67.41,
        revenue_subtotal: 57.5,
        revenue_tax: 5,
        revenue_shipping: 4.91,
        revenue_discount: 0,
        items: 1,
        pageviews_before: 3,
      },
    ]);
    expect(items).toMatchObject([{ order_id: "B-7", sku: "C", quantity: 1 }]);
  });

  // A recorded Matomo lists one piece of SKU-100 for this order of three.
  it("keep one item of a SKU and count all its pieces", () => {
    const listed = ['["SKU-100","Trail Runner","Shoes",89.9,1]', '["SKU-100","Trail Runner","Shoes",89.9,2]'];
    const { conversions, items } = play(orderOf("ORDER-c9af9346", "315.94", ...listed));
    expect(conversions).toMatchObject([{ items: 3 }]);
    expect(items).toMatchObject([{ sku: "SKU-100", quantity: 1 }]);
  });

  it("are counted once in a visit and once on a site", () => {
    const { conversions, items, results } = play(orderOf("B-7", "10", cap), orderOf("B-7", "20", socks), orderOf("OLD", "30", socks));
    expect(conversions.map((row) => row.revenue)).toEqual([10]);
    expect(items).toHaveLength(1);
    expect(results.map(({ converted }) => converted)).toEqual([true, true, true]);
  });

  it("leave the cart alone that comes after them", () => {
    const { conversions, items } = play(
      cartOf("19", cap),
      orderOf("B-7", "19", cap),
      cartOf("43.5", socks),
      orderOf("B-8", "43.5", socks),
      cartOf("19", cap),
    );
    expect(conversions.map(({ goal, slot }) => [goal, slot])).toEqual([
      [-1, ""],
      [0, "B-7"],
      [0, "B-8"],
    ]);
    expect(items.map(({ order_id, sku }) => [order_id, sku]).sort()).toEqual([
      ["", "C"],
      ["B-7", "C"],
      ["B-8", "S"],
    ]);
  });

  it("keep a cart whose order was known", () => {
    expect(play(cartOf("19", cap), orderOf("OLD", "19", cap)).conversions.map((row) => row.goal)).toEqual([-1]);
  });

  it.each(["[[", "7", ""])("are orders without readable items too: %j", (ec_items) => {
    const { conversions } = play({ params: { idgoal: "0", ec_id: "B-7", revenue: "5", ec_items } });
    expect(conversions).toMatchObject([{ goal: 0, items: 0, revenue: 5, revenue_tax: null }]);
  });

  it("have no id that is empty or 0: those are carts", () => {
    expect(play(orderOf("0", "5"), orderOf("", "6")).conversions.map((row) => row.goal)).toEqual([-1]);
  });

  it("need idgoal=0 beside their id", () => {
    expect(play({ params: { ec_id: "B-7", revenue: "5" } }).conversions).toEqual([]);
  });

  it("lose their id where the settings say so", () => {
    const hit = hitOf({}).privacy;
    const order = { ...orderOf("B-7", "5", cap), changes: { privacy: { ...hit, anonymizeOrderId: true } } };
    expect(play(order).conversions).toMatchObject([{ order_id: "100", slot: "100" }]);
  });
});

describe("a visit taken up again", () => {
  it("goes on where its rows left off", () => {
    const { conversions, items } = playInto(
      { goals: new Set([1]), orders: new Set(["B-7"]), cart: { skus: new Set(["S"]), kept: {} } },
      { params: { idgoal: "1" } },
      orderOf("B-7", "5", cap),
      cartOf("19", cap),
    );
    expect(conversions.map(({ goal, slot }) => [goal, slot])).toEqual([[-1, ""]]);
    expect(items.map(({ sku }) => sku)).toEqual(["C"]);
  });
});
