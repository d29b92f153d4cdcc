import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import { postProcess } from "../../api/post/index.ts";
import { labelPaths } from "../../api/post/label.ts";
import type { Query } from "../../catalog/query.ts";
import type { Row, Table } from "../../catalog/table.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { tableBelow } from "../../reporting/tree/placement.ts";
import { pageviewsBefore } from "../goals/dimensions.ts";
import { loadStages } from "../page-performance/dimensions.ts";
import { dimensions } from "./dimensions.ts";
import { actions } from "./index.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

/** Addresses with the titles that they have on both days; only some of them tell how fast they loaded. */
const pages: readonly (readonly [url: string, title: string, time?: number])[] = [
  ["example.org/", "Home", 20],
  ["example.org/shop/hats", "Hats"],
  ["example.org/shop/hats/red", "Red hats | Shop"],
  ["example.org/shop/hats/red%20hat", "Red+hats"],
  ["example.org/shop", "100% (new) [a] $1 ^."],
  ["example.org/@team", "@team"],
  ["example.org/shopping/hats", "\u00a0Hats\u00a0"],
  ["example.org/caf%C3%A9/menu", "Caf%C3%A9"],
  ["example.org/café/menu", "Café\nmenu"],
  ["", ""],
];
const days = ["2026-05-28", "2026-05-29"];

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions, ...loadStages, pageviewsBefore]));
  const seen = days.flatMap((day, later) => pages.slice(later).map((page, index) => ({ day, page, visit: later * 100 + index + 1 })));
  await warehouse.insert(
    "actions",
    seen.map(({ day, page: [url, name, time_network], visit }) => ({
      ...{ site: 1, day, start_day: day, visit, visitor: visit, position: visit, time: `${day} 10:00:00`, type: 1, url, name },
      ...{ url_prefix: url ? 2 : null, first_of_url: 1, first_of_name: 1, ...(time_network && { time_network }) },
    })),
  );
  await warehouse.insert(
    "visits",
    seen
      .filter(({ visit }) => visit % 3 > 0)
      .map(({ day, page: [url, title], visit }) =>
        visitRow(visit, day, {
          ...{ entry_url: url, entry_url_prefix: 2, entry_name: title, entry_name_type: 4 },
          ...{ exit_url: url, exit_url_prefix: 2, exit_name: title, exit_name_type: 4 },
        }),
      ),
  );
});
afterAll(() => remove());

const reports = ["getPageUrls", "getEntryPageUrls", "getExitPageUrls", "getPageTitles", "getEntryPageTitles"].map(
  (action) => actions.reports!.find(({ method }) => method === `Actions.${action}`)!,
);
const byDay = parsePeriods("day", days.join(","), "2026-06-10");
const both = parsePeriods("range", days.join(","), "2026-06-10");
const asked: readonly (readonly [typeof both, Partial<Query>])[] = [
  [byDay, {}],
  [byDay, { expand: true, path: true }],
  [both, { expand: true }],
  [both, { expand: true, subtable: tableBelow(["shop"]) }],
];

/** All labels of a table as requests name them, with those of the tables below. */
const labelsIn = ({ rows }: Table, above = ""): readonly string[] =>
  rows.flatMap(({ columns: { label }, subtable }) => {
    const path = above + encodeURIComponent(String(label).trim());
    return [path, ...(subtable?.table ? labelsIn(subtable.table, `${path} > `) : [])];
  });

describe.each(reports)("$method", (report) => {
  it("tells of rows that are asked for by their labels what it tells of them among all", async () => {
    for (const [{ periods }, level] of asked) {
      const query = { ...queryFor(periods, level), severalPeriods: periods.length > 1 };
      const all = await runReport(report, query, { warehouse });
      const tables = all.kind === "map" ? all.entries.map(([, table]) => table as Table) : [all as Table];
      const labels = new Set([
        ...tables.flatMap((table) => labelsIn(table)),
        "@hats",
        "shop > @/hats",
        " Hats ",
        "none",
        "shop > none > x",
      ]);
      for (const label of labels) {
        const told = (answer: typeof all) => rowsOf(postProcess(answer, { params: { label }, report, query }));
        const alone = await runReport(report, { ...query, labels: labelPaths(label) }, { warehouse });
        expect(told(alone), label).toEqual(told(all));
      }
    }
  });

  it("reads no more than it has to", async () => {
    const query = queryFor(both.periods, { expand: true, labels: labelPaths("none") });
    const rows = rowsOf(await runReport(report, query, { warehouse })).flat();
    // What is stored encoded may read as any label.
    expect(rows.every((row) => JSON.stringify(row).includes("%") || JSON.stringify(row).includes("+"))).toBe(true);
  });
});

it.each([
  ["signs", Array.from({ length: 128 }, (_, code) => `${String.fromCharCode(code)}x(`)],
  ["halves of characters", ["\ud800", "Hats \udc00", "\u{1f3a9}"]],
  ["thousands of them", Array.from({ length: 5000 }, (_, index) => `a > b${index} > c`)],
  ["a very long one", ["x".repeat(300_000), "Hats"]],
])("understands labels of any kind: %s", async (_, label) => {
  for (const report of reports) {
    const query = queryFor(both.periods, { expand: true, path: true });
    const told = async (labels: Partial<Query>) =>
      rowsOf(postProcess(await runReport(report, { ...query, ...labels }, { warehouse }), { params: { label }, report, query }));
    expect(await told({ labels: labelPaths(label) })).toEqual(await told({}));
  }
});

it("leaves the report of one page as it is", async () => {
  const getPageUrl = actions.reports!.find(({ method }) => method === "Actions.getPageUrl")!;
  const query = queryFor(both.periods, { params: { pageUrl: "https://example.org/shop/hats" }, labels: labelPaths("/hats") });
  expect(rowsOf(await runReport(getPageUrl, query, { warehouse }))).toMatchObject([[{ columns: { label: "/hats", nb_hits: 2 } }]]);
});

/** The rows of each period. */
function rowsOf(answer: Awaited<ReturnType<typeof runReport>>): readonly (readonly Row[])[] {
  if (answer.kind === "map") return answer.entries.flatMap(([, each]) => rowsOf(each));
  return answer.kind === "table" ? [answer.rows] : [];
}
