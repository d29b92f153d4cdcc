import { expect, it } from "vitest";
import { sql } from "./sql.ts";
import type { Warehouse } from "./warehouse.ts";
import { counted, writeCounts } from "./write-counts.ts";

const day = "2026-05-30";
const idle: Warehouse = { query: async () => [], command: async () => {}, insert: async () => {}, close: async () => {} };

it.each([
  ["rows of that day", [{ start_day: "2026-05-30" }], true],
  ["rows of an earlier day", [{ start_day: "2020-01-01" }], true],
  ["rows of a later day", [{ start_day: "2026-05-31" }], false],
  ["rows of a later day and of that day", [{ start_day: "2026-05-31" }, { start_day: "2026-05-30" }], true],
  ["rows that tell no day", [{ visit: 1 }], true],
  ["rows with a day that is none", [{ start_day: "yesterday" }], true],
  ["no rows", [], false],
])("sees %s being written: %s", async (_, rows, isSeen) => {
  const writes = writeCounts();
  const before = writes.upTo(day);
  await counted(idle, writes).insert("visits", rows);
  expect(writes.upTo(day) > before).toBe(isSeen);
});

it("sees commands that change rows, and none that only serve a question", async () => {
  const writes = writeCounts();
  const warehouse = counted(idle, writes);
  const before = writes.upTo(day);
  await warehouse.command(sql`CREATE TABLE visit_set`, { lane: "quick" });
  await warehouse.command(sql`CREATE TABLE visit_set`, { lane: "heavy" });
  expect(writes.upTo(day)).toBe(before);
  await warehouse.command(sql`ALTER TABLE visits DELETE`, { lane: "upkeep" });
  const changed = writes.upTo(day);
  expect(changed).toBeGreaterThan(before);
  await warehouse.command(sql`INSERT INTO visits`);
  expect(writes.upTo(day)).toBeGreaterThan(changed);
});

it("sees writes that fail: some of their rows may be there", async () => {
  const writes = writeCounts();
  const fail = async () => {
    throw new Error("away");
  };
  const warehouse = counted({ ...idle, insert: fail, command: fail }, writes);
  const before = writes.upTo(day);
  await expect(warehouse.insert("visits", [{ start_day: day }])).rejects.toThrow("away");
  const inserted = writes.upTo(day);
  expect(inserted).toBeGreaterThan(before);
  await expect(warehouse.command(sql`INSERT INTO visits`)).rejects.toThrow("away");
  expect(writes.upTo(day)).toBeGreaterThan(inserted);
});

it("sees what another thread writes", () => {
  const writes = writeCounts();
  writeCounts(writes.memory).add([day]);
  expect(writes.upTo(day)).toBe(1);
});
