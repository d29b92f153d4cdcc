import { afterAll, beforeAll, expect, it } from "vitest";
import { figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import { addDays } from "../../base/dates.ts";
import { firstPeriod } from "../../catalog/query.ts";
import type { ReportContext, SegmentReader } from "../../catalog/report.ts";
import { sql } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../period.ts";
import { rowsOf, type Scope, scopeOf } from "../source.ts";
import { withChosenVisits } from "./chosen-visits.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse(figureColumns));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-30", { total_actions: 5 }),
    visitRow(2, "2026-05-30", { total_actions: 1 }),
    visitRow(3, "2026-05-31", { total_actions: 7 }),
  ]);
});
afterAll(() => remove());

const query = { ...queryFor(parsePeriods("day", "2026-05-30", "2026-06-10").periods), segment: "actions>1" };

/** A reader of that one segment that counts how often it is asked. */
function countingReader(): { readonly readSegment: SegmentReader; asked(): number } {
  let asked = 0;
  return {
    readSegment: () => {
      asked++;
      return sql`total_actions > 1`;
    },
    asked: () => asked,
  };
}

async function visitsIn(scope: Scope, { warehouse }: Pick<ReportContext, "warehouse">): Promise<readonly number[]> {
  const rows = await warehouse.query<{ visit: number }>(sql`SELECT visit FROM ${rowsOf("visits", scope)} ORDER BY visit`);
  return rows.map(({ visit }) => visit);
}

async function setsLeft(): Promise<number> {
  const [row] = await warehouse.query<{ count: number }>(
    sql`SELECT count() AS count FROM system.tables WHERE database = currentDatabase() AND engine = 'Set'`,
  );
  return row!.count;
}

it("reads a segment once, however often its visits are asked for, and leaves nothing behind", async () => {
  const { readSegment, asked } = countingReader();
  await withChosenVisits(query, { warehouse, readSegment }, async (context) => {
    for (let round = 0; round < 3; round++) expect(await visitsIn(scopeOf(query, context), context)).toEqual([1]);
  });
  expect(asked()).toBe(1);
  expect(await setsLeft()).toBe(0);
});

it("reads it anew for other days, and for rows that must meet it themselves", async () => {
  const { readSegment, asked } = countingReader();
  await withChosenVisits(query, { warehouse, readSegment }, async (context) => {
    const scope = scopeOf(query, context);
    expect(await visitsIn({ ...scope, to: addDays(firstPeriod(query).to, 1) }, context)).toEqual([1, 3]);
    expect(await visitsIn({ ...scope, rowByRow: true }, context)).toEqual([1]);
  });
  expect(asked()).toBe(3);
});

it("looks for no visits that nobody asks for", async () => {
  const { readSegment } = countingReader();
  await withChosenVisits(query, { warehouse, readSegment }, async () => expect(await setsLeft()).toBe(0));
});

it("leaves nothing behind when the work fails", async () => {
  const { readSegment } = countingReader();
  const failing = withChosenVisits(query, { warehouse, readSegment }, async (context) => {
    await visitsIn(scopeOf(query, context), context);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await setsLeft()).toBe(0);
});
