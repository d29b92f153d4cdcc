import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../src/base/errors.ts";
import { catalogOf } from "../../src/catalog/module.ts";
import type { SegmentReader } from "../../src/catalog/report.ts";
import { type TableName, tableNames } from "../../src/catalog/tables.ts";
import type { Records } from "../../src/db/records.ts";
import { print, type Sql, sql } from "../../src/db/sql.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";
import { modules } from "../../src/modules/index.ts";
import { operators } from "../../src/reporting/segment/expression.ts";
import { segmentNameOf } from "../../src/reporting/segment/field.ts";
import { createSegmentReaders } from "../../src/reporting/segment/reader.ts";
import { rowsOf } from "../../src/reporting/source.ts";
import { openTestWarehouse } from "../fixtures/warehouse.ts";
import { insertVisits, openSiteRecords } from "./visits.ts";

const { dimensions } = catalogOf(modules);
const names = [...dimensions.flatMap((dimension) => segmentNameOf(dimension)?.name ?? []), "dimension1", "dimension2"];

let warehouse: Warehouse;
let remove: () => Promise<void>;
let records: Records;
let readSegment: SegmentReader;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse(dimensions));
  records = await openSiteRecords();
  await insertVisits(warehouse);
  readSegment = await createSegmentReaders(records, dimensions).readerFor({ login: "anna", superuser: true, roles: new Map() });
});
afterAll(async () => {
  await remove();
  await records.destroy();
});

function rows(segment: string, table: TableName): Sql {
  return rowsOf(table, { sites: [1, 2], from: "2026-03-01", to: "2026-03-31", segment, readSegment });
}

/** Whether the warehouse would run it; false where the segment is refused. Anything but a UserError is thrown on. */
async function isRunnable(segment: string, table: TableName): Promise<boolean> {
  try {
    await warehouse.query(sql`EXPLAIN SELECT count() FROM ${rows(segment, table)}`);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

describe("every name of segments", () => {
  it.each(names)("%s", async (name) => {
    const conditions = operators.flatMap((operator) => ["", "1", "new", "a'b\\", "10.0.0.1"].map((value) => `${name}${operator}${value}`));
    const readable = conditions.filter(isReadable);
    expect(readable).toEqual(expect.arrayContaining([`${name}==`, `${name}!=`]));
    expect(await isRunnable(readable.join(";"), "visits")).toBe(true);
  });
});

function isReadable(segment: string): boolean {
  try {
    rows(segment, "visits");
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

it("runs, or refuses, whatever is asked; values are never part of the statement", async () => {
  const value = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom("' OR 1=1 --", "\\", "`", "{p0:String}", "\0", "💩", "%", "\n\t"),
  );
  const condition = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...operators), value).map((parts) => parts.join(""));
  const segment = fc
    .array(fc.tuple(condition, fc.constantFrom(";", ",")), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.flat().slice(0, -1).join(""));
  await fc.assert(
    fc.asyncProperty(segment, fc.constantFrom(...tableNames), async (text, table) => {
      if (!(await isRunnable(text, table))) return;
      await warehouse.query(sql`SELECT count() FROM ${rows(text, table)}`);
    }),
    { numRuns: 60 },
  );
  expect(print(rows("pageUrl=@x'y;city==x'y", "visits")).text).not.toContain("x'y");
});

it("runs the longest segments that it reads", async () => {
  const many = Array.from({ length: 100 }, (_, at) => `actionUrl=@page${at}`);
  expect(await isRunnable(many.join(","), "actions")).toBe(true);
  expect(await isRunnable(many.join(";"), "actions")).toBe(true);
  expect(await isRunnable(many.map((one) => one.replace("=@", "!@")).join(";"), "actions")).toBe(true);
  expect(await isRunnable(Array.from({ length: 6 }, () => "pageUrl=@x,countryCode==us").join(";"), "actions")).toBe(true);
});

it.each(tableNames)("looks only at the rows of the sites and days in %s", async (table) => {
  const statement = sql`EXPLAIN indexes = 1 SELECT count() FROM ${rows("pageUrl=@blog;countryCode==us", table)}`;
  const plan = await warehouse.query<{ explain: string }>(statement);
  const text = plan.map(({ explain }) => explain.trim()).join("\n");
  expect(text).toMatch(/ReadFromMergeTree[\s\S]*PrimaryKey\nKeys:\nsite\n(start_)?day\n/);
});
