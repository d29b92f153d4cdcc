import { describe, expect, it } from "vitest";
import { logAction, logConversion, logVisit, siteFacts } from "../../../test/fixtures/log-rows.ts";
import type { Cells } from "../../catalog/table.ts";
import { mostActions } from "./read.ts";
import type { ActionRow, ConversionRow } from "./rows.ts";
import { actionDetails } from "./visit-actions.ts";

const site = siteFacts();

function tell(actions: readonly ActionRow[], conversions: readonly ConversionRow[] = [], facts = site): readonly Cells[] {
  return actionDetails(logVisit(), { actions, conversions, items: [] }, facts).actionDetails as readonly Cells[];
}

describe("the list", () => {
  const now = logAction().time;

  it("goes by time, then by arrival; conversions follow the action that they came with", () => {
    const actions = [
      logAction({ position: 2, time: now }),
      logAction({ position: 3, time: now }),
      logAction({ position: 1, time: now + 1 }),
    ];
    const conversions = [
      logConversion({ goal: 1, action: 2 }),
      logConversion({ goal: 0, action: null, order_id: "B" }),
      logConversion({ goal: -1, action: null, time: now + 2 }),
    ];
    expect(tell(actions, conversions).map(({ type, pageId, goalPageId }) => [type, pageId ?? goalPageId ?? null])).toEqual([
      ["ecommerceOrder", null],
      ["action", 2],
      ["goal", 2],
      ["action", 3],
      ["action", 1],
      ["ecommerceAbandonedCart", null],
    ]);
  });

  it("is cut where a visit is very long, and says by how much", () => {
    const actions = Array.from({ length: mostActions }, (_, index) =>
      logAction({ position: index + 1, actions_of_visit: mostActions + 20 }),
    );
    const told = actionDetails(logVisit(), { actions, conversions: [logConversion()], items: [] }, site);
    expect(told.truncatedActionsCount).toBe(21);
    expect((told.actionDetails as readonly Cells[]).length).toBe(mostActions);
  });

  it("tells the custom dimensions of actions in use, of conversions too", () => {
    const facts = siteFacts({
      customDimensions: [
        { id: 3, scope: "action", index: 1 },
        { id: 1, scope: "visit", index: 1 },
      ],
    });
    const told = tell([logAction({ custom_dimension_1: "Ada" })], [logConversion()], facts);
    expect(told.map(({ dimension1, dimension3 }) => [dimension1, dimension3])).toEqual([
      [undefined, "Ada"],
      [undefined, null],
    ]);
  });

  it("has the site's own clock in texts and timestamps", () => {
    expect(tell([logAction()], [], siteFacts({ timezone: "Europe/Berlin" }))[0]).toMatchObject({
      serverTimePretty: "Feb 25, 2026 07:13:20",
      timestamp: now + 3600,
    });
  });
});

// As a Matomo 5.2 answered.
describe("an action", () => {
  it.each([
    ["page view", {}, { type: "action", title: "A", subtitle: "https://shop.example.org/a", pageTitle: "A", timeSpent: 0 }],
    ["page without a title", { name: "" }, { title: null, pageTitle: null }],
    ["page that was measured", { load_time: 1755 }, { pageLoadTime: "1.76s", pageLoadTimeMilliseconds: 1755 }],
    [
      "product",
      { product_sku: "S", product_name: "", product_price: 9.5, product_categories: ["Cap"] },
      { productViewSku: "S", productViewPrice: 9.5, productViewCategories: ["Cap"] },
    ],
    [
      "outlink",
      { type: 2, url: "http://a.example/", url_prefix: null },
      { type: "outlink", title: "Outlink", subtitle: "http://a.example/", pageTitle: null },
    ],
    ["download", { type: 3 }, { type: "download", icon: "plugins/Morpheus/images/download.png" }],
    [
      "search",
      { type: 8, name: "cap", search_category: "Hats", search_count: 3 },
      { type: "search", url: null, pageIdAction: null, subtitle: "cap - Search Category: Hats - Search Results Count: 3" },
    ],
    [
      "search that found nothing",
      { type: 8, name: "xyzzy", search_count: 0 },
      { subtitle: "xyzzy", siteSearchCategory: "", siteSearchCount: 0 },
    ],
    [
      "event",
      { type: 10, event_category: "Video", event_action: "Play", event_name: "Intro", event_value: 0 },
      { type: "event", eventName: "Intro", eventValue: 0, subtitle: `Category: "Video', Action: "Play"` },
    ],
    [
      "content seen",
      { type: 13, content_name: "Hero", content_piece: "a.jpg" },
      { type: 13, title: "Content Impression", subtitle: "Hero - a.jpg", contentTarget: null, contentInteraction: null },
    ],
    [
      "content clicked",
      { type: 13, content_name: "Hero", content_interaction: "click" },
      { title: "Content Interaction (click)", subtitle: "Hero", iconSVG: "plugins/Morpheus/images/contentinteraction.svg" },
    ],
  ] as readonly (readonly [string, Partial<ActionRow>, Cells])[])("%s", (_, changes, expected) => {
    expect(tell([logAction(changes)])[0]).toMatchObject(expected);
  });

  it("tells only what there is", () => {
    const told = tell([logAction({ type: 10, event_category: "Menu", event_action: "Open" })])[0]!;
    for (const name of ["pageTitle", "timeSpent", "pageLoadTime", "eventName", "eventValue", "productViewSku", "productViewCategories"])
      expect(told).not.toHaveProperty(name);
  });
});

// As a Matomo 5.2 answered.
describe("a conversion", () => {
  const item = { site: 1, visit: 1, order_id: "B-7", sku: "C", name: "Cap", categories: ["Hats", ""], price: 19, quantity: 2 };

  it.each([
    ["goal", {}, { type: "goal", goalId: 1, goalName: "Thanks", subtitle: "Thanks", revenue: 0, idpageview: "abcdef" }],
    ["goal with revenue", { revenue: 0.5 }, { subtitle: "Thanks (€0.50 revenue)" }],
    ["goal that the client told of", { action: null }, { idpageview: null, goalPageId: null }],
    ["goal that was deleted", { goal: 9 }, { goalId: null, goalName: null }],
    ["cart", { goal: -1, revenue: 57, items: 3 }, { type: "ecommerceAbandonedCart", title: "Abandoned Cart", items: 3, itemDetails: [] }],
  ] as readonly (readonly [string, Partial<ConversionRow>, Cells])[])("%s", (_, changes, expected) => {
    const told = tell([logAction()], [logConversion(changes)]);
    expect(told.find(({ type }) => type !== "action")).toMatchObject(expected);
  });

  it("order with what is in it", () => {
    const order = logConversion({ goal: 0, action: null, order_id: "B-7", revenue: 42.9, revenue_shipping: 4.9, items: 2 });
    const details = { actions: [], conversions: [order], items: [item, { ...item, order_id: "", name: "Socks" }] };
    expect((actionDetails(logVisit(), details, site).actionDetails as readonly Cells[])[0]).toMatchObject({
      type: "ecommerceOrder",
      orderId: "B-7",
      revenue: 42.9,
      revenueSubTotal: 0,
      revenueShipping: 4.9,
      title: "Ordered (B-7)",
      subtitle: "€42.90 revenue - 2 items: Cap)",
      itemDetails: [{ itemSKU: "C", itemName: "Cap", itemCategory: "Hats", price: 19, quantity: 2, categories: ["Hats"] }],
    });
  });
});
