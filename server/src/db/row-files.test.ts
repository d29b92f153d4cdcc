import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestWarehouse } from "../../test/fixtures/warehouse.ts";
import { readRows, writeRows } from "./row-files.ts";
import { sql } from "./sql.ts";
import type { TableDefinition } from "./tables.ts";
import { migrateWarehouse, type Warehouse } from "./warehouse.ts";

const folder = mkdtempSync(join(tmpdir(), "footfall-rows-"));
const definition = (name: string): TableDefinition => ({
  name,
  engine: "ReplacingMergeTree(position)",
  partitionBy: "toYYYYMM(day)",
  orderBy: ["site", "day", "visitor"],
  columns: [
    { name: "site", type: "UInt32" },
    { name: "day", type: "Date" },
    { name: "visitor", type: "UInt64" },
    { name: "position", type: "UInt64" },
    { name: "text", type: "String" },
    { name: "loud", type: "String", computed: sql`upper(text)` },
  ],
});

let warehouse: Warehouse;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([]));
  await migrateWarehouse(warehouse, [definition("from_here"), definition("to_there")]);
});
afterAll(async () => {
  await remove();
  rmSync(folder, { recursive: true });
});

it.each([1, 7, 1000])("writes and reads all rows, %i at once, each key once, numbers and texts as they are", async (atOnce) => {
  const texts = [`it's "{p0:String}"\n\t\\ ü`, "", "; DROP TABLE from_here"];
  const rows = Array.from({ length: 60 }, (_, number) => ({
    site: 1 + (number % 2),
    day: `2026-0${1 + (number % 3)}-1${number % 5}`,
    visitor: `${18_446_744_073_709_551_615n - BigInt(number % 30)}`,
    position: number,
    text: texts[number % 3],
  }));
  await warehouse.insert("from_here", rows.slice(0, 40));
  await warehouse.insert("from_here", rows.slice(30));
  const file = join(folder, `${atOnce}.gz`);
  await writeRows(warehouse, definition("from_here"), file, atOnce);
  await warehouse.command(sql`TRUNCATE TABLE to_there`);
  await readRows(warehouse, "to_there", file);

  const all = (table: "from_here" | "to_there") =>
    warehouse.query(
      table === "from_here"
        ? sql`SELECT *, toString(visitor) AS id FROM from_here FINAL ORDER BY ALL`
        : sql`SELECT *, toString(visitor) AS id FROM to_there ORDER BY ALL`,
    );
  expect(await all("to_there")).toEqual(await all("from_here"));
  expect(gunzipSync(readFileSync(file)).toString().trim().split("\n")).toHaveLength((await all("to_there")).length);
});
