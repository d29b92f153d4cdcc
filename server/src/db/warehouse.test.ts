import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestWarehouse } from "../../test/fixtures/warehouse.ts";
import { changeRows } from "./erase.ts";
import { printWhole, sql, typed } from "./sql.ts";
import type { ColumnDefinition } from "./tables.ts";
import { migrateWarehouse } from "./warehouse.ts";

let opened: Awaited<ReturnType<typeof openTestWarehouse>>;

beforeAll(async () => {
  opened = await openTestWarehouse([]);
});
afterAll(() => opened.remove());

it("gives any text back as it was", async () => {
  const texts = fc.array(
    fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("'", "\\", "\\'", "'; DROP", "\0", "\\x27", "`", "{p0:String}")),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (given) => {
      const whole = given.map((text) => text.toWellFormed());
      const [row] = await opened.warehouse.query(sql`SELECT ${whole.join("|")} AS text, ${typed("Array(String)", whole)} AS list`);
      expect(row).toEqual({ text: whole.join("|"), list: whole });
    }),
    { numRuns: 200 },
  );
});

it("gives any number and day back as it was", async () => {
  const numbers = fc.record({
    whole: fc.maxSafeInteger(),
    ids: fc.array(fc.nat()),
    broken: fc.double({ noNaN: true, noDefaultInfinity: true }),
  });
  await fc.assert(
    fc.asyncProperty(numbers, async ({ whole, ids, broken }) => {
      const [row] = await opened.warehouse.query(
        sql`SELECT ${whole} AS whole, ${typed("Array(UInt32)", ids)} AS ids, ${typed("Float64", broken)} AS broken, ${typed("Date", "2026-03-01")} - 1 AS day`,
      );
      expect(row).toEqual({ whole, ids, broken: broken === 0 ? expect.closeTo(0) : broken, day: "2026-02-28" });
    }),
    { numRuns: 100 },
  );
});

it("lets nothing of a value stand in the text but letters, digits and codes of bytes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(printWhole(sql`${text}`)).toMatch(/^'([A-Za-z0-9]|\\x[0-9a-f]{2})*'$/);
    }),
  );
});

it("takes more values than a person would write", async () => {
  const ids = Array.from({ length: 20_000 }, (_, n) => n);
  const names = ids.map((id) => `user-${id}@example.org`);
  const [row] = await opened.warehouse.query(
    sql`SELECT countIf(number IN ${typed("Array(UInt64)", ids)}) AS found, length(${typed("Array(String)", names)}) AS named FROM numbers(30000)`,
  );
  expect(row).toEqual({ found: 20_000, named: 20_000 });
});

it("runs statements with values side by side", async () => {
  const longest = Promise.all([1, 2].map((value) => opened.warehouse.query(sql`SELECT sleepEachRow(0.5), ${value} AS value`)));
  const quick = opened.warehouse.query(sql`SELECT ${3} AS value`, { lane: "heavy" });
  const first = await Promise.race([longest.then(() => "sleeping"), quick.then(() => "quick")]);
  expect(first).toBe("quick");
  expect((await longest).flat().map(({ value }) => value)).toEqual([1, 2]);
});

it("brings tables up to date: columns worked out of others hold for old rows too, and follow what they are worked out of", async () => {
  const { warehouse } = opened;
  const table = (columns: readonly ColumnDefinition[]) => ({
    name: "notes",
    engine: "MergeTree",
    partitionBy: "tuple()",
    orderBy: ["id"],
    columns,
  });
  const id = { name: "id", type: "UInt64", codec: "Delta(8), ZSTD(1)" };
  const note = { name: "note", type: "String", codec: "ZSTD(1)" };
  await migrateWarehouse(warehouse, [
    table([
      { ...id, codec: "LZ4" },
      { name: "note", type: "LowCardinality(String)" },
      { name: "quiet", type: "LowCardinality(String)", computed: sql`lower(note)` },
    ]),
  ]);
  await warehouse.insert("notes", [{ id: 1, note: "old" }]);
  const quiet = { name: "quiet", type: "String", codec: "ZSTD(1)", computed: sql`lower(note)` };
  const wanted = table([id, note, quiet, { name: "loud", type: "String", codec: "ZSTD(1)", computed: sql`upper(note)` }]);
  await migrateWarehouse(warehouse, [wanted]);
  await warehouse.insert("notes", [{ id: 2, note: "new" }]);
  await changeRows(warehouse, "notes", sql`note = 'changed'`, sql`id = 2`);

  expect(await warehouse.query(sql`SELECT * FROM notes ORDER BY id`)).toEqual([
    { id: 1, note: "old", quiet: "old", loud: "OLD" },
    { id: 2, note: "changed", quiet: "changed", loud: "CHANGED" },
  ]);
  const stored = sql`SELECT name, type, compression_codec AS codec FROM system.columns WHERE database = currentDatabase() AND table = 'notes'`;
  expect(await warehouse.query(stored)).toEqual(wanted.columns.map(({ name, type, codec }) => ({ name, type, codec: `CODEC(${codec})` })));
});

it("brings tables up to date whose settings are others, and leaves those that have them", async () => {
  const { warehouse } = opened;
  const table = (settings: Readonly<Record<string, number>>) => ({
    name: "found",
    engine: "MergeTree",
    partitionBy: "tuple()",
    orderBy: ["id"],
    columns: [{ name: "id", type: "UInt64" }],
    settings: { index_granularity: 256, ...settings },
  });
  const stored = async () => {
    const [found] = await warehouse.query<{ engine: string }>(
      sql`SELECT engine_full AS engine FROM system.tables WHERE database = currentDatabase() AND name = 'found'`,
    );
    return found?.engine;
  };
  await migrateWarehouse(warehouse, [table({})]);
  expect(await stored()).not.toContain("compress_block");
  for (let start = 0; start < 2; start++) {
    await migrateWarehouse(warehouse, [table({ min_compress_block_size: 2048 })]);
    expect(await stored()).toMatch(/index_granularity = 256, .*min_compress_block_size = 2048/);
  }
});

it("brings tables up to date in which rows are deleted by rows, from the first version on", async () => {
  const { warehouse } = opened;
  const table = (codec: string | undefined) => ({
    name: "sales",
    engine: "ReplacingMergeTree(position, is_deleted)",
    partitionBy: "tuple()",
    orderBy: ["id"],
    columns: ["id UInt64", "position UInt64", "is_deleted UInt8"].map((column) => {
      const [name, type] = column.split(" ") as [string, string];
      return { name, type, ...(codec && { codec }) };
    }),
  });
  await migrateWarehouse(warehouse, [table(undefined)]);
  await warehouse.insert("sales", [{ id: 1, position: 1, is_deleted: 0 }]);
  await migrateWarehouse(warehouse, [table("ZSTD(1)")]);
  await warehouse.insert("sales", [{ id: 1, position: 2, is_deleted: 1 }]);
  expect(await warehouse.query(sql`SELECT id FROM sales FINAL`)).toEqual([]);
});
