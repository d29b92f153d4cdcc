import fc from "fast-check";
import { expect, it } from "vitest";
import { dayFromNumber } from "../base/dates.ts";
import { createRowMemory } from "./row-memory.ts";
import { name, type Sql, sql } from "./sql.ts";
import { visitSetOf } from "./visit-sets.ts";
import type { Warehouse } from "./warehouse.ts";
import { counted, writeCounts } from "./write-counts.ts";

const day = "2026-05-30";

/** A warehouse that counts what it is asked, and answers what `rows` gives at that time. */
function answering(rows: () => readonly object[] | Promise<readonly object[]>) {
  let asked = 0;
  const warehouse = {
    query: async () => {
      asked++;
      return rows();
    },
    command: async () => {},
    insert: async () => {},
    close: async () => {},
  } as unknown as Warehouse;
  return { warehouse, asked: () => asked };
}

it("asks a statement once, and again after a write that it could see", async () => {
  const writes = writeCounts();
  const { warehouse, asked } = answering(() => [{ visits: asked() }]);
  const remembering = createRowMemory(1_000_000, writes).upTo(day, warehouse);
  expect(await remembering.query(sql`SELECT ${1}`)).toEqual([{ visits: 1 }]);
  expect(await remembering.query(sql`SELECT ${1}`)).toEqual([{ visits: 1 }]);
  writes.add(["2026-05-31"]);
  expect(await remembering.query(sql`SELECT ${1}`)).toEqual([{ visits: 1 }]);
  writes.add([day]);
  expect(await remembering.query(sql`SELECT ${1}`)).toEqual([{ visits: 2 }]);
  expect(await remembering.query(sql`SELECT ${2}`)).toEqual([{ visits: 3 }]);
});

it("does not keep what was read while something was written", async () => {
  const writes = writeCounts();
  const { warehouse, asked } = answering(() => {
    if (asked() === 1) writes.add([day]);
    return [{ visits: asked() }];
  });
  const remembering = createRowMemory(1_000_000, writes).upTo(day, warehouse);
  await remembering.query(sql`SELECT 1`);
  expect(await remembering.query(sql`SELECT 1`)).toEqual([{ visits: 2 }]);
  expect(await remembering.query(sql`SELECT 1`)).toEqual([{ visits: 2 }]);
});

it("keeps rows from those who change what they were given", async () => {
  const { warehouse } = answering(() => [{ visits: 1 }]);
  const remembering = createRowMemory(1_000_000, writeCounts()).upTo(day, warehouse);
  for (let round = 0; round < 3; round++) {
    const rows = await remembering.query<{ visits: number }>(sql`SELECT 1`);
    expect(rows).toEqual([{ visits: 1 }]);
    rows[0]!.visits = 5;
    rows.pop();
  }
});

it("remembers no failure", async () => {
  const { warehouse, asked } = answering(() => (asked() === 1 ? Promise.reject(new Error("away")) : []));
  const remembering = createRowMemory(1_000_000, writeCounts()).upTo(day, warehouse);
  await expect(remembering.query(sql`SELECT 1`)).rejects.toThrow("away");
  expect(await remembering.query(sql`SELECT 1`)).toEqual([]);
});

it("forgets what was not asked for longest, and keeps no long lists", async () => {
  const { warehouse, asked } = answering(() => [{ text: "x".repeat(1000) }]);
  const remembering = createRowMemory(3 * 1400, writeCounts()).upTo(day, warehouse);
  const ask = async (...numbers: readonly number[]) => {
    const before = asked();
    for (const number of numbers) await remembering.query(sql`SELECT ${number}`);
    return asked() - before;
  };
  expect(await ask(1, 2, 3)).toBe(3);
  expect(await ask(1, 4)).toBe(1);
  expect(await ask(1, 3, 4)).toBe(0);
  expect(await ask(2)).toBe(1);
  const long = answering(() => Array.from({ length: 100_000 }, () => ({})));
  const patient = createRowMemory(100_000_000, writeCounts()).upTo(day, long.warehouse);
  for (let round = 0; round < 2; round++) await patient.query(sql`SELECT 1`);
  expect(long.asked()).toBe(2);
});

it("has room again for others once visits were erased", async () => {
  const writes = writeCounts();
  const { warehouse, asked } = answering(() => [{ text: "x".repeat(1000) }]);
  const memory = createRowMemory(2 * 1400, writes);
  const ask = (until: string, number: number) => memory.upTo(until, warehouse).query(sql`SELECT ${number}`);
  await ask(day, 1);
  await ask(day, 2);
  writes.add();
  for (const number of [3, 4, 3, 4]) await ask(day, number);
  expect(asked()).toBe(4);
});

it("remembers nothing where it has no room", async () => {
  const { warehouse, asked } = answering(() => []);
  const remembering = createRowMemory(0, writeCounts()).upTo(day, warehouse);
  for (let round = 0; round < 2; round++) await remembering.query(sql`SELECT 1`);
  expect(asked()).toBe(2);
});

it("knows a set of visits by these, and not by whose it is", async () => {
  const { warehouse, asked } = answering(() => []);
  const remembering = createRowMemory(1_000_000, writeCounts()).upTo(day, warehouse);
  const setOf = (visits: Sql) => visitSetOf(warehouse, visits, {}).name;
  const ask = (set: string) => remembering.query(sql`SELECT 1 WHERE visit IN ${name(set)}`);
  const [one, same, other] = [setOf(sql`SELECT ${"a"}`), setOf(sql`SELECT ${"a"}`), setOf(sql`SELECT ${"b"}`)];
  expect(one).not.toBe(same);
  await ask(one);
  await ask(same);
  expect(asked()).toBe(1);
  await ask(other);
  expect(asked()).toBe(2);
});

it("never tells what has changed since, whatever is asked and written", async () => {
  const numbers = fc.integer({ min: 0, max: 4 });
  const step = fc.record({ isWrite: fc.boolean(), day: numbers, statement: numbers });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const rowsOfDay = new Map<number, number>();
      const dayOf = (number: number) => dayFromNumber(20_000 + number);
      const writes = writeCounts();
      const store = counted({ query: async () => [], command: async () => {}, insert: async () => {}, close: async () => {} }, writes);
      const memory = createRowMemory(2000, writes);
      for (const { isWrite, day, statement } of steps) {
        if (isWrite) {
          rowsOfDay.set(day, (rowsOfDay.get(day) ?? 0) + 1);
          await store.insert("visits", [{ start_day: dayOf(day) }]);
          continue;
        }
        const truth = [...rowsOfDay].reduce((sum, [of, count]) => (of <= day ? sum + count : sum), 0);
        const { warehouse } = answering(() => [{ visits: truth }]);
        const answer = await memory.upTo(dayOf(day), warehouse).query(sql`SELECT ${statement} UNTIL ${dayOf(day)}`);
        expect(answer).toEqual([{ visits: truth }]);
      }
    }),
  );
});
