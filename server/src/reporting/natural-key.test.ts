import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestWarehouse } from "../../test/fixtures/warehouse.ts";
import { naturalKey } from "../base/natural-order.ts";
import { sql } from "../db/sql.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { naturalKeyOf } from "./natural-key.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([]));
});
afterAll(() => remove());

it("makes the keys that the server makes", async () => {
  const text = fc.string({ unit: fc.constantFrom("a", "B", "1", "9", "0", " ", "\u00a0", "\u2003", "\t", "\v", "É", "ü", "漢", "-", "~") });
  const texts = [...fc.sample(text, 300), `${"0".repeat(300)}${"7".repeat(300)}`];
  const each = sql`arrayJoin(${texts})`;
  const rows = await warehouse.query<{ key: string }>(sql`SELECT hex(${naturalKeyOf(sql`text`)}) AS key FROM (SELECT ${each} AS text)`);
  const bytes = (key: string) => Buffer.from(key, "latin1").toString("hex").toUpperCase();
  const keys = texts.map((each) => {
    // What stands before a number is a byte in the warehouse, and a character here.
    const key = naturalKey(each);
    return [...key].map((char) => (char.charCodeAt(0) === 255 ? bytes(char) : Buffer.from(char).toString("hex").toUpperCase())).join("");
  });
  expect(rows.map(({ key }) => key)).toEqual(keys);
});
