import Database from "libsql";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { join, name, sql } from "../../src/db/sql.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";
import { openTrackingLine, type TrackingLine } from "../harness/tracking-line.ts";

const start = Date.UTC(2026, 2, 2, 10) / 1000;

let line: TrackingLine;
beforeAll(async () => {
  line = await openTrackingLine(breaking);
});
beforeEach(() => {
  line.site += 1;
});
afterAll(() => line.close());

/** Visits with a page view, an order and a cart each: rows in every table. */
const hits = ["a1", "a2", "a3"].flatMap((end) => {
  const who = { cid: `00000000000000${end}`, url: "https://blog.example.org/" };
  const items = '[["S","Socks","Clothes",14.5,3]]';
  return [
    who,
    { ...who, idgoal: "0", ec_id: `order ${end}`, revenue: "43.5", ec_items: items },
    { ...who, idgoal: "0", ec_items: items, revenue: "1" },
  ];
});

/** Rows in each table of the site, once every hit is there. */
async function rows(): Promise<unknown> {
  await line.settle();
  const counted = (table: string) => sql`(SELECT count() FROM ${name(table)} FINAL WHERE site = ${line.site}) AS ${name(table)}`;
  const [counts] = await line.warehouse.query(sql`SELECT ${join(["visits", "visitors", "conversions", "items"].map(counted))},
    (SELECT count() FROM actions WHERE site = ${line.site}) AS actions, (SELECT sum(total_actions) FROM visits FINAL WHERE site = ${line.site}) AS total`);
  return counts;
}

/** Where the warehouse breaks: when rows come for that table, before or after it has taken them. */
let fault: { readonly table: string; readonly when: "before" | "after" } | undefined;

const breaking = (warehouse: Warehouse): Warehouse => ({
  ...warehouse,
  insert: async (table, rows) => {
    if (fault?.table === table && fault.when === "before") throw new Error("the warehouse is away");
    await warehouse.insert(table, rows);
    if (fault?.table === table) throw new Error("the warehouse has gone away");
  },
});

/** Resolves when something has gone wrong. */
async function failure(): Promise<void> {
  line.errors.length = 0;
  while (line.errors.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

const expected = { visits: 3, total: 3, actions: 3, conversions: 6, items: 6, visitors: 3 };
const tables = ["actions", "conversions", "items", "visitors", "visits"];
const places = tables.flatMap((table) => (["before", "after"] as const).map((when) => [when, table] as const));

it.each(places)("a crash %s the rows of %s are written leaves each hit there once", async (when, table) => {
  fault = { table, when };
  await line.track(start, ...hits);
  await failure();
  await line.restart();
  await failure();
  fault = undefined;
  await line.restart();
  expect(await rows()).toEqual(expected);
});

it("a warehouse that comes back takes what waited, without a restart", async () => {
  fault = { table: "visits", when: "before" };
  await line.track(start, ...hits.slice(0, 3));
  await failure();
  await line.track(start, ...hits.slice(3));
  fault = undefined;
  expect(await rows()).toEqual(expected);
});

it("a full disk loses no batch", async () => {
  await line.track(start, ...hits.slice(0, 3));
  await line.settle();
  const disk = new Database(line.outboxPath);
  disk.exec("CREATE TRIGGER full BEFORE UPDATE ON batch WHEN NEW.rows IS NOT NULL BEGIN SELECT RAISE(FAIL, 'disk is full'); END");
  await line.track(start, ...hits.slice(3));
  await failure();
  disk.exec("DROP TRIGGER full");
  disk.close();
  expect(await rows()).toEqual(expected);
});
