import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { upgradeRows } from "../../src/db/row-upgrades.ts";
import { sql, typed } from "../../src/db/sql.ts";
import { mostMetPages } from "../../src/tracking/met-pages.ts";
import { openTrackingLine, type TrackingLine } from "../harness/tracking-line.ts";

const start = Date.UTC(2026, 2, 2, 10) / 1000;
const minute = 60;
const cookie = "00000000000000c1";

let line: TrackingLine;
beforeAll(async () => {
  line = await openTrackingLine();
});
beforeEach(() => {
  line.site += 1;
});
afterAll(async () => {
  expect(line.errors).toEqual([]);
  await line.close();
});

const page = (name: string) => ({ url: `https://blog.example.org/${name}`, action_name: name, _id: cookie });
const order = (id: string) => ({ idgoal: "0", ec_id: id, revenue: "5", _id: cookie });
const cart = { idgoal: "0", revenue: "3", ec_items: '[["S","Socks","",3,1]]', _id: cookie };
const seconds = (time: number) => ({ cdt: String(time) });

/** The site's conversions, by order; "" for the cart. */
async function conversions() {
  await line.settle();
  const rows = await line.warehouse.query<{ slot: string; known: number; entry: string; paths: string[]; titles: string[] }>(
    sql`SELECT slot, met_known AS known, entry_url_path AS entry, arraySort(met_paths) AS paths, arraySort(met_titles) AS titles FROM conversions FINAL WHERE site = ${line.site} ORDER BY slot`,
  );
  return Object.fromEntries(rows.map(({ slot, ...row }) => [slot, row]));
}

/** Between two hits: nothing, the end of a batch, or a restart that leaves no visit in memory. */
const pauses: readonly (readonly [string, () => Promise<unknown>])[] = [
  ["in one batch", async () => {}],
  ["in batches", () => line.settle()],
  ["across a restart", () => line.restart()],
];

describe.each(pauses)("conversions, %s,", (_name, pause) => {
  it("know the entry and each view of a page before them, and none after", async () => {
    await line.track(start, page("one"));
    await pause();
    await line.track(start + 20 * minute, page("two"), page("two"));
    await pause();
    await line.track(start + 21 * minute, order("A"));
    await pause();
    await line.track(start + 22 * minute, page("three"));
    await pause();
    await line.track(start + 23 * minute, order("B"));
    const before = { known: 1, entry: "/one", paths: ["/one", "/two", "/two"], titles: ["one", "two", "two"] };
    expect(await conversions()).toEqual({
      A: before,
      B: { ...before, paths: ["/one", "/three", "/two", "/two"], titles: ["one", "three", "two", "two"] },
    });
  });

  it("learn of pages of the same second and earlier ones that come after them, and of a late entry", async () => {
    await line.track(start, order("A"), cart);
    await pause();
    expect(await conversions()).toMatchObject({ A: { known: 1, entry: "", paths: [] } });
    await line.track(start, page("same"));
    await pause();
    await line.track(start + minute, order("B"));
    await pause();
    await line.track(start + 2 * minute, { ...page("early"), ...seconds(start - 5 * minute) });
    await pause();
    await line.track(start + 3 * minute, { ...cart, revenue: "4" });
    await pause();
    await line.track(start + 3 * minute, { ...page("middle"), ...seconds(start + minute / 2) });
    const known = { known: 1, entry: "/same" };
    expect(await conversions()).toEqual({
      "": { ...known, paths: ["/early", "/middle", "/same"], titles: ["early", "middle", "same"] },
      A: { ...known, paths: ["/early", "/same"], titles: ["early", "same"] },
      B: { ...known, paths: ["/early", "/middle", "/same"], titles: ["early", "middle", "same"] },
    });
  });

  it("leave it to the actions where there were too many", async () => {
    const views = Array.from({ length: mostMetPages }, () => page("again"));
    await line.track(start, ...views, order("A"));
    await pause();
    await line.track(start + 1, page("more"), order("B"));
    expect(await conversions()).toMatchObject({ A: { known: 1 }, B: { known: 0, entry: "/again", paths: [], titles: [] } });
    expect((await conversions()).A!.paths).toHaveLength(mostMetPages);
  });

  it("that became an order leave no cart", async () => {
    await line.track(start, page("shop"), cart);
    await pause();
    await line.track(start, order("A"), page("thanks"));
    expect(await conversions()).toEqual({ A: { known: 1, entry: "/shop", paths: ["/shop", "/thanks"], titles: ["shop", "thanks"] } });
  });
});

it("rows of an older program are brought to what tracking writes", async () => {
  await line.track(start, page("one"), order("A"));
  await line.track(start + 20 * minute, page("two"), page("two"), order("B"));
  const many = Array.from({ length: mostMetPages }, () => page("three"));
  await line.track(start + 21 * minute, ...many, cart);
  const tracked = await conversions();
  expect(Object.entries(tracked).map(([slot, { known, paths }]) => [slot, known, paths.length])).toEqual([
    ["", 0, 0],
    ["A", 1, 1],
    ["B", 1, 3],
  ]);
  const nothing = sql`entry_url = '', entry_name = '', entry_name_type = 0, met_known = 0, met_urls = [], met_titles = []`;
  await line.warehouse.command(
    sql`ALTER TABLE conversions UPDATE ${nothing} WHERE site = ${typed("UInt32", line.site)} SETTINGS mutations_sync = 2`,
  );
  expect(await conversions()).toMatchObject({ A: { known: 0, entry: "", paths: [] } });
  await upgradeRows(line.warehouse, 1);
  expect(await conversions()).toEqual(tracked);
});
