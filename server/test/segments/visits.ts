import { openRecords, type Records } from "../../src/db/records.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";

/** A few visits whose segments can be told by looking. Their ids are 1 to 6; the last is of site 2. */
export async function insertVisits(warehouse: Warehouse): Promise<void> {
  await warehouse.insert("visits", [
    visit(1, { country: "us", city: "São Paulo", browser: "FF", total_actions: 3, user_id: "anna@example.org", ip: "50.1.2.3" }),
    visit(2, {
      country: "de",
      city: "Berlin",
      browser: "CH",
      total_actions: 1,
      visitor_returning: 1,
      seconds_since_last: 90_000,
      ip: "150.0.0.1",
    }),
    visit(3, { country: "de", city: "", browser: "CH", referrer_type: 6, referrer_name: "Spring Sale", ip: "2001:db8::1", latitude: 48.5 }),
    visit(4, {
      country: "fr",
      city: "Saint-Étienne",
      entry_url: "example.org/shop/",
      seconds_since_first: 86_400,
      custom_dimension_1: "Pro",
    }),
    visit(5, { country: "us", city: "berlin ", visitor: "81985529216486895", total_time: 120, goal_converted: 1 }),
    visit(6, { site: 2, country: "us", custom_dimension_2: "pro" }),
  ]);
  await warehouse.insert("actions", [
    action(1, { type: 1, url: "example.org/blog", url_prefix: 2, name: "Home" }),
    action(1, { type: 1, url: "example.org/shop", name: "Shop & more" }),
    action(1, { type: 10, url: "example.org/blog", event_category: "Video", event_action: "Play", event_name: "Intro", event_value: 7 }),
    action(2, { type: 1, url: "example.org/blog", name: "home" }),
    action(2, { type: 2, url: "https://partner.example.net/", name: "" }),
    action(3, { type: 1, url: "example.org/Blog/a", name: "Blog: São Paulo", custom_dimension_1: "blog" }),
    action(3, { type: 10, event_category: "Video", event_action: "Stop", event_name: "Outro" }),
    action(4, { type: 8, name: "socks", search_category: "Shoes", search_count: 0 }),
    action(4, { type: 1, url: "example.org/cart", product_sku: "A-1", product_categories: ["Shoes", "Sale"], product_price: 9.5 }),
    action(6, { type: 1, url: "example.com/blog", name: "Home" }),
  ]);
  await warehouse.insert("conversions", [
    conversion(1, 1, {}),
    conversion(2, 2, {}),
    conversion(4, -1, { revenue_cart: 12.5 }),
    conversion(5, 0, { order_id: "ORDER-7", revenue_order: 99 }),
    conversion(5, 2, {}),
  ]);
  await warehouse.insert("items", [
    item(5, "SKU-1", { name: "Socks", categories: ["Shoes", "Wool"], price: 14.5 }),
    item(5, "SKU-2", { name: "Cap", categories: ["Hats"], price: 19 }),
    { ...item(4, "SKU-1", { name: "Socks" }), is_deleted: 1, position: 99 },
  ]);
}

const day = "2026-03-02";

function visit(number: number, more: Readonly<Record<string, unknown>>) {
  const times = { first_time: `${day} 09:05:00`, last_time: `${day} 1${number}:30:15` };
  const key = { site: 1, start_day: day, visit: number, position: number, day, visitor: number, fingerprint: 255 };
  return { ...key, ...times, total_actions: 2, visitor_clock: number * 3600 + 60, referrer_type: 1, ...more };
}

function action(of: number, more: Readonly<Record<string, unknown>>) {
  return { site: of === 6 ? 2 : 1, day, visit: of, position: of, visitor: of, start_day: day, time: `${day} 08:00:59`, ...more };
}

function conversion(of: number, goal: number, more: Readonly<Record<string, unknown>>) {
  return {
    site: 1,
    start_day: day,
    visit: of,
    goal,
    slot: "",
    position: of,
    is_deleted: 0,
    day,
    visitor: of,
    time: `${day} 12:00:00`,
    ...more,
  };
}

function item(of: number, sku: string, more: Readonly<Record<string, unknown>>) {
  const key = { site: 1, start_day: day, visit: of, order_id: "ORDER-7", sku, position: of, is_deleted: 0 };
  return { ...key, day, visitor: of, time: `${day} 12:00:00`, ...more };
}

/** Two sites' goals, and custom dimensions of one number that lie in different columns. */
export async function openSiteRecords(): Promise<Records> {
  const records = await openRecords(":memory:");
  await records
    .insertInto("goals")
    .values([goal(1, "Newsletter"), goal(2, "Thank you")])
    .execute();
  await records
    .insertInto("custom_dimensions")
    .values([dimension(1, 1, 1, "visit"), dimension(1, 2, 1, "action"), dimension(2, 1, 2, "visit")])
    .execute();
  return records;
}

function goal(number: number, name: string) {
  const match = {
    match_attribute: "manually",
    pattern: "",
    pattern_type: "",
    case_sensitive: 0 as const,
    event_value_as_revenue: 0 as const,
  };
  return { site: 1, goal: number, name, description: "", ...match, multiple: 0 as const, revenue: 0, deleted: 0 as const };
}

function dimension(site: number, number: number, slot: number, scope: string) {
  return {
    site,
    dimension: number,
    name: `dimension ${number}`,
    slot,
    scope,
    active: 1 as const,
    extractions: "[]",
    case_sensitive: 1 as const,
  };
}
