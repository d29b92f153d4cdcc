import { afterAll, beforeAll, expect, it } from "vitest";
import { figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Query } from "../../catalog/query.ts";
import type { Table } from "../../catalog/table.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { dimensions as actionDimensions } from "../actions/dimensions.ts";
import { loadStages } from "../page-performance/dimensions.ts";
import { actionReportOf } from "./action-reports.ts";
import { dimensions } from "./dimensions.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;
const day = "2026-05-29";

function actionRow(visit: number, position: number, url: string, author: string | null, spentBefore = 0) {
  const time = `${day} 10:00:00`;
  const said = { custom_dimension_1: author, previous_action_spent: spentBefore };
  return { site: 1, day, start_day: day, visit, visitor: visit, position, time, type: 1, url, url_prefix: 2, ...said };
}

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...actionDimensions, ...loadStages, ...dimensions]));
  await warehouse.insert("visits", [
    visitRow(1, day, { total_actions: 3, last_action: 3, last_action_spent: 9 }),
    visitRow(2, day, { total_actions: 1, last_action: 5, last_action_spent: 4 }),
  ]);
  await warehouse.insert("actions", [
    { ...actionRow(1, 1, "example.org/a", "Ada"), time_server: 300 },
    actionRow(1, 2, "example.org/b", null, 20),
    actionRow(1, 3, "example.org/c", "Ada", 30),
    actionRow(2, 4, "example.org/a", "Ada"),
    actionRow(2, 5, "", "", 2),
  ]);
});
afterAll(() => remove());

const author = {
  site: 1,
  dimension: 3,
  name: "Author",
  scope: "action",
  slot: 1,
  active: 1,
  extractions: "[]",
  case_sensitive: 1,
};
const { periods } = parsePeriods("day", day, "2026-06-10");
const ask = async (more: Partial<Query> = {}) =>
  (await runReport(actionReportOf(author, "Value not defined"), queryFor(periods, more), { warehouse })) as Table;

it("tells actions by what the site said of them, with the time until the next one", async () => {
  const { rows } = await ask();
  expect(rows.map(({ columns, metadata }) => [columns.label, metadata?.segment])).toEqual([
    ["Ada", "dimension3==Ada"],
    ["Value not defined", "dimension3=="],
  ]);
  expect(rows[0]?.columns).toMatchObject({
    nb_visits: 3,
    nb_hits: 3,
    sum_time_spent: 20 + 9 + 2,
    avg_time_on_dimension: 10,
    bounce_count: 1,
    exit_nb_visits: 1,
    nb_hits_with_time_server: 1,
    min_time_server: 0.3,
    min_time_network: null,
  });
});

it("has the addresses of those actions below", async () => {
  const [ada, other] = (await ask({ expand: true })).rows;
  expect(other).not.toHaveProperty("subtable");
  expect(ada!.subtable!.table!.rows.map(({ columns, metadata }) => [columns.label, columns.nb_hits, metadata])).toEqual([
    ["example.org/a", 2, { segment: "dimension3==Ada;actionUrl=$example.org%2Fa", url: "example.org%2Fa" }],
    ["example.org/c", 1, { segment: "dimension3==Ada;actionUrl=$example.org%2Fc", url: "example.org%2Fc" }],
  ]);
});
