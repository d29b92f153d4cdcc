import { afterAll, beforeAll, expect, it } from "vitest";
import { figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Query } from "../../catalog/query.ts";
import type { Row } from "../../catalog/table.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { getUsers } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse(figureColumns));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-30", { user_id: "ann@example.com", visitor: "18364758544493064720" }),
    visitRow(2, "2026-05-31", { user_id: "ann@example.com", visitor: 7 }),
    visitRow(3, "2026-05-31", { user_id: "user11", visitor: 8 }),
    visitRow(4, "2026-05-31", { user_id: "user2", visitor: 9 }),
    visitRow(5, "2026-05-31", { user_id: "" }),
  ]);
});
afterAll(() => remove());

const bothDays = queryFor(parsePeriods("range", "2026-05-30,2026-05-31", "2026-06-10").periods);

async function usersOf(query: Query) {
  const answer = await runReport(getUsers, query, { warehouse });
  if (answer.kind !== "table") throw new Error("no table");
  return answer;
}

async function pagesOf(following: AsyncIterable<readonly Row[]>): Promise<readonly (readonly Row[])[]> {
  const pages = [];
  for await (const rows of following) pages.push(rows);
  return pages;
}

it("tells known users with the visitor that each was first, equals as people order names", async () => {
  const { rows } = await usersOf(bothDays);
  expect(rows.map(({ columns, metadata }) => [columns.label, columns.nb_visits, metadata])).toEqual([
    ["ann@example.com", 2, { idvisitor: "fedcba9876543210", segment: "userId==ann%40example.com" }],
    ["user2", 1, { idvisitor: "0000000000000009", segment: "userId==user2" }],
    ["user11", 1, { idvisitor: "0000000000000008", segment: "userId==user11" }],
  ]);
});

it("tells all a page at a time, where the first has no more than so many", async () => {
  const all = await usersOf(bothDays);
  const { following, ...first } = await usersOf({ ...bothDays, pages: { rows: 1, of: "nb_visits" } });
  expect(first).toEqual({ ...all, rows: all.rows.slice(0, 1), totalRows: 3 });
  expect(await pagesOf(following!)).toEqual([[all.rows[1]], [all.rows[2]]]);
  expect(await usersOf({ ...bothDays, pages: { rows: 3, of: "nb_visits" } })).toEqual({ ...all, totalRows: 3 });
});

it.each([1, 2, 100])("tells the first %d alone, equals as people order names, and how many there are", async (rows) => {
  const all = await usersOf(bothDays);
  for (const of of ["nb_visits", "nb_actions"])
    expect(await usersOf({ ...bothDays, most: { rows, of } })).toEqual({ ...all, rows: all.rows.slice(0, rows), totalRows: 3 });
});
