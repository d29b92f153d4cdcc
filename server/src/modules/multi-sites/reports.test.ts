import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, siteOf, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Query } from "../../catalog/query.ts";
import type { Report } from "../../catalog/report.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { shortPeriodName } from "../../reporting/period-name.ts";
import { runReport } from "../../reporting/run.ts";
import { dimensions as actionDimensions } from "../actions/dimensions.ts";
import { shareOver } from "./compare.ts";
import { getAll, getOne } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

const shop = siteOf(1);
const blog = { ...siteOf(2), name: "a blog", ecommerce: false, group: "texts" };
const idle = siteOf(3);

const action = (day: string, position: number, type: number) => ({ site: 1, day, visit: 1, position, visitor: 1, start_day: day, type });

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...actionDimensions]));
  await warehouse.insert("visits", [
    visitRow(1, "2026-04-30", { total_actions: 2 }),
    visitRow(2, "2026-04-30", { total_actions: 2 }),
    visitRow(3, "2026-05-02", { total_actions: 5 }),
    visitRow(4, "2026-05-31", { total_actions: 1 }),
    visitRow(5, "2026-05-31", { total_actions: 1 }),
    visitRow(6, "2026-05-02", { site: 2 }),
  ]);
  await warehouse.insert("actions", [action("2026-05-02", 1, 1), action("2026-05-02", 2, 1), action("2026-05-02", 3, 2)]);
  await warehouse.insert("conversions", [
    conversionRow(1, "2026-04-30", 0, { revenue: 200 }),
    conversionRow(3, "2026-05-02", 0, { revenue: 10.5 }),
    conversionRow(3, "2026-05-02", -1, { revenue: 99 }),
    conversionRow(4, "2026-05-31", 7, { revenue: 0.25 }),
  ]);
});
afterAll(() => remove());

function ask(report: Report, period: string, date: string, more: Partial<Query> = {}) {
  const { periods, several } = parsePeriods(period, date, "2026-06-10");
  return runReport(report, queryFor(periods, { sites: [shop, blog, idle], severalPeriods: several, ...more }), { warehouse });
}

describe("all sites", () => {
  it("are compared with the period before, those without visits left out", async () => {
    const answer = await ask(getAll, "month", "2026-05-10");
    const rows = answer.kind === "table" ? answer.rows : [];
    expect(rows.map(({ columns }) => columns.label)).toEqual(["site 1", "a blog"]);
    expect(rows[0]).toEqual({
      columns: {
        label: "site 1",
        nb_visits: 3,
        nb_actions: 7,
        nb_pageviews: 2,
        revenue: 10.75,
        visits_evolution: 0.5,
        visits_evolution_trend: 1,
        actions_evolution: 0.75,
        actions_evolution_trend: 1,
        pageviews_evolution: 1,
        pageviews_evolution_trend: 1,
        revenue_evolution: -0.946,
        revenue_evolution_trend: -1,
      },
      metadata: {
        idsite: 1,
        ratio: 1,
        currencySymbol: "€",
        periodName: "month",
        previousRange: "Apr 2026",
        previous_nb_visits: 2,
        previous_nb_actions: 4,
        previous_Actions_nb_pageviews: 0,
        previous_Goal_revenue: 200,
        group: "",
        main_url: "https://example.org",
      },
    });
  });

  it("tell of orders where they are shops, and of idle ones too, where more is asked for", async () => {
    const answer = await ask(getAll, "month", "2026-05-10", { params: { enhanced: true } });
    const rows = answer.kind === "table" ? answer.rows : [];
    expect(rows.map(({ columns }) => [columns.label, columns.nb_conversions, columns.orders, columns.ecommerce_revenue])).toEqual([
      ["site 1", 2, 1, 10.5],
      ["a blog", 0, undefined, undefined],
      ["site 3", 0, 0, 0],
    ]);
  });

  it("can be looked for by name", async () => {
    expect(await ask(getAll, "month", "2026-05-10", { params: { pattern: "BLOG" } })).toMatchObject({
      rows: [{ columns: { label: "a blog" }, metadata: { group: "texts" } }],
    });
  });

  it("stand period by period without comparison", async () => {
    expect(await ask(getAll, "month", "2026-04-01,2026-05-31")).toMatchObject({
      key: "date",
      entries: [
        ["2026-04", { rows: [{ columns: { label: "site 1", nb_visits: 2 } }] }],
        ["2026-05", { rows: [{ columns: { nb_visits: 3 } }, { columns: { nb_visits: 1 } }] }],
      ],
    });
    expect(await ask(getAll, "month", "2026-05-01,2026-05-31", { sites: [shop] })).toEqual({
      kind: "map",
      key: "date",
      entries: [
        ["2026-05", { kind: "single", columns: { label: "site 1", nb_visits: 3, nb_actions: 7, nb_pageviews: 2, revenue: 10.75 } }],
      ],
    });
  });
});

it("one site is told with no label, zeros included", async () => {
  expect(await ask(getOne, "day", "2026-05-01", { sites: [shop] })).toMatchObject({
    kind: "single",
    columns: { nb_visits: 0, visits_evolution: -1, visits_evolution_trend: -1, pageviews_evolution: 0, pageviews_evolution_trend: 0 },
  });
});

it("of a period that is running, so much is compared as is over", () => {
  const [june] = parsePeriods("month", "2026-06-01", "2026-06-10").periods;
  const [may] = parsePeriods("month", "2026-05-01", "2026-06-10").periods;
  expect(shareOver(june!, may!, Date.parse("2026-06-16T12:00:00Z") / 1000)).toBe(0.5);
  expect(shareOver(june!, may!, Date.parse("2026-07-01T00:00:00Z") / 1000)).toBe(1);
});

it.each([
  ["day", "2026-05-30", "Sat, May 30"],
  ["week", "2026-05-30", "May 25\u2009–\u200931, 2026"],
  ["month", "2026-05-30", "May 2026"],
  ["year", "2026-05-30", "2026"],
  ["range", "2025-12-31,2026-01-05", "Dec 31, 2025\u2009–\u2009Jan 5, 2026"],
])("a %s is %s in few words", (period, date, words) => {
  expect(shortPeriodName(parsePeriods(period, date, "2026-06-10").periods[0]!)).toBe(words);
});
