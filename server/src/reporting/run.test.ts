import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, siteOf, visitRow } from "../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../test/fixtures/warehouse.ts";
import { UserError } from "../base/errors.ts";
import { dimension } from "../catalog/dimension.ts";
import type { Query } from "../catalog/query.ts";
import { byValue, custom, type Report, report, totals } from "../catalog/report.ts";
import type { Answer } from "../catalog/table.ts";
import { sql } from "../db/sql.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { columnParams } from "./columns.ts";
import { parsePeriods } from "./period.ts";
import { runReport } from "./run.ts";
import { visitMetrics, visits, visitTotals } from "./visit-metrics.ts";

const names: Record<string, string> = { de: "Germany", us: "United States", xx: "Unknown", zz: "Unknown", nl: "Netherlands" };
const country = dimension({
  id: "country",
  name: "Country",
  column: { table: "visits", name: "country", type: "LowCardinality(String)" },
  onConversions: true,
  segment: "countryCode",
  values: ["de", "us", "nl"],
  label: (value) => names[value] ?? value,
  logo: (value) => `flags/${value}.png`,
});

const summary = report({ method: "A.get", name: "", docs: "", rows: totals(), metrics: visitTotals, params: columnParams });
const countries = report({ method: "A.getCountry", name: "", docs: "", rows: byValue(country), metrics: visitMetrics, goals: true });

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, country]));
  await warehouse.insert("visits", [
    visitRow(1, "2026-03-02", { country: "us", visitor: 7, total_actions: 3, total_time: 100, goal_converted: 1 }),
    visitRow(2, "2026-03-02", { country: "us", visitor: 7, total_actions: 4, total_time: 50, user_id: "ann" }),
    visitRow(3, "2026-03-02", { country: "de", visitor: 8 }),
    visitRow(4, "2026-03-03", { country: "de", visitor: 8, user_id: "ann" }),
    // An older version of visit 3, and a visit that began the day before it counts for.
    visitRow(3, "2026-03-02", { country: "xx", visitor: 8, position: 1, total_actions: 99 }),
    visitRow(5, "2026-03-04", { start_day: "2026-03-03", country: "zz", visitor: 9 }),
    visitRow(6, "2026-03-04", { country: "xx", visitor: 9 }),
    visitRow(7, "2026-03-02", { site: 2, country: "nl" }),
  ]);
  await warehouse.insert("conversions", [
    conversionRow(1, "2026-03-02", 2, { country: "us", revenue: 0.1 }),
    conversionRow(1, "2026-03-02", 2, { country: "us", revenue: 0.2, slot: "again" }),
    conversionRow(2, "2026-03-02", -1, { country: "us", revenue: 30, items: 2 }),
    conversionRow(1, "2026-03-02", 0, { country: "us", revenue: 10, revenue_subtotal: 8, revenue_tax: 2, items: 1, slot: "order" }),
    conversionRow(3, "2026-03-02", 3, { country: "nl", revenue: 5 }),
    conversionRow(4, "2026-03-03", 1, { country: "de", is_deleted: 1, position: 9 }),
    conversionRow(4, "2026-03-03", 1, { country: "de" }),
  ]);
});
afterAll(() => remove());

function ask(from: Report, period: string, date: string, more: Partial<Query> = {}): Promise<Answer> {
  const { periods, several } = parsePeriods(period, date, "2026-03-10");
  return runReport(from, queryFor(periods, { severalPeriods: several, ...more }), { warehouse });
}

const rowsOf = (answer: Answer) => (answer.kind === "table" ? answer.rows.map(({ columns }) => columns) : []);
const columnsOf = (answer: Answer) => (answer.kind === "single" ? answer.columns : answer);

describe("totals", () => {
  it("adds up sums and divides them last", async () => {
    expect(await ask(summary, "day", "2026-03-02")).toEqual({
      kind: "single",
      columns: {
        nb_uniq_visitors: 2,
        nb_users: 1,
        nb_visits: 3,
        nb_actions: 8,
        nb_visits_converted: 1,
        bounce_count: 1,
        sum_visit_length: 150,
        max_actions: 4,
        bounce_rate: 0.33,
        nb_actions_per_visit: 2.7,
        avg_time_on_site: 50,
      },
    });
  });

  it.each([
    ["week", "2026-03-04", 3, 1],
    ["month", "2026-03-31", 3, 1],
    ["year", "2026-01-01", undefined, undefined],
    ["range", "2026-03-01,2026-03-31", undefined, undefined],
    ["range", "previous1", undefined, undefined],
  ])("counts each visitor once over a %s, and not by itself over what is longer", async (period, date, visitors, users) => {
    expect(columnsOf(await ask(summary, period, date))).toMatchObject({
      ...(visitors === undefined ? {} : { nb_uniq_visitors: visitors, nb_users: users }),
    });
    expect("nb_uniq_visitors" in columnsOf(await ask(summary, period, date))).toBe(visitors !== undefined);
  });

  it("tells what is asked for by name, exactly and in its own order", async () => {
    const params = { columns: ["bounce_rate", "nb_uniq_visitors", "nb_pageviews"], showColumns: [] };
    expect(await ask(summary, "year", "2026-01-01", { params })).toEqual({
      kind: "single",
      columns: { nb_uniq_visitors: 3, bounce_rate: 0.67 },
    });
    expect(await ask(summary, "year", "2026-01-01", { params: { columns: ["nb_pageviews"] } })).toEqual({ kind: "table", rows: [] });
  });

  it("is zeros for nothing by itself, and empty within a map", async () => {
    expect(columnsOf(await ask(summary, "day", "2024-02-29"))).toMatchObject({ nb_visits: 0, bounce_rate: 0, max_actions: 0 });
    expect(await ask(summary, "day", "2026-03-05,2026-03-05")).toEqual({
      kind: "map",
      key: "date",
      entries: [["2026-03-05", { kind: "table", rows: [] }]],
    });
  });

  it("answers several sites and several periods as a map of maps", async () => {
    const single = report({ ...summary, metrics: [visits] });
    const answer = await ask(single, "day", "2026-03-01,2026-03-02", { sites: [siteOf(1), siteOf(2)], severalSites: true });
    const empty = { kind: "table", rows: [] };
    const ofVisits = (nb_visits: number) => ({ kind: "single", columns: { nb_visits } });
    expect(answer).toEqual({
      kind: "map",
      key: "idSite",
      entries: [
        [
          "1",
          {
            kind: "map",
            key: "date",
            entries: [
              ["2026-03-01", empty],
              ["2026-03-02", ofVisits(3)],
            ],
          },
        ],
        [
          "2",
          {
            kind: "map",
            key: "date",
            entries: [
              ["2026-03-01", empty],
              ["2026-03-02", ofVisits(1)],
            ],
          },
        ],
      ],
    });
  });

  it.each([
    ["week", "2026-02-28,2026-03-04", { "2026-02-23,2026-03-01": 0, "2026-03-02,2026-03-08": 6 }],
    ["month", "2026-02-01,2026-03-01", { "2026-02": 0, "2026-03": 6 }],
    ["year", "2025-01-01,2026-01-01", { "2025": 0, "2026": 6 }],
  ])("groups each %s of a map by itself", async (period, date, expected) => {
    const answer = await ask(summary, period, date);
    const found =
      answer.kind === "map" ? answer.entries.map(([label, each]) => [label, each.kind === "single" ? each.columns.nb_visits : 0]) : [];
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

describe("by value", () => {
  it("tells figures, goals and metadata of each value", async () => {
    expect(await ask(countries, "day", "2026-03-02")).toEqual({
      kind: "table",
      rows: [
        {
          columns: {
            label: "United States",
            nb_uniq_visitors: 1,
            nb_visits: 2,
            nb_actions: 7,
            nb_users: 1,
            max_actions: 4,
            sum_visit_length: 150,
            bounce_count: 0,
            nb_visits_converted: 1,
            goals: {
              "idgoal=ecommerceAbandonedCart": { nb_conversions: 1, nb_visits_converted: 1, revenue: 30, items: 2 },
              "idgoal=ecommerceOrder": {
                nb_conversions: 1,
                nb_visits_converted: 1,
                revenue: 10,
                revenue_subtotal: 8,
                revenue_tax: 2,
                revenue_shipping: 0,
                revenue_discount: 0,
                items: 1,
              },
              "idgoal=2": { nb_conversions: 2, nb_visits_converted: 1, revenue: 0.3 },
            },
            nb_conversions: 3,
            revenue: 10.3,
          },
          metadata: { logo: "flags/us.png", segment: "countryCode==us" },
        },
        {
          columns: expect.objectContaining({ label: "Germany", nb_visits: 1, bounce_count: 1 }),
          metadata: { logo: "flags/de.png", segment: "countryCode==de" },
        },
        {
          columns: {
            label: "Netherlands",
            goals: { "idgoal=3": { nb_conversions: 1, nb_visits_converted: 1, revenue: 5 } },
            nb_conversions: 1,
            revenue: 5,
            nb_visits: 0,
          },
          metadata: { logo: "flags/nl.png", segment: "countryCode==nl" },
        },
      ],
    });
  });

  it("adds up visitors day by day over longer periods, and leaves out deleted conversions", async () => {
    const [first, second] = rowsOf(await ask(countries, "month", "2026-03-02"));
    expect(first).toMatchObject({ label: "Germany", nb_visits: 2, sum_daily_nb_uniq_visitors: 2, sum_daily_nb_users: 1 });
    expect(first).not.toHaveProperty("nb_uniq_visitors");
    expect(first).not.toHaveProperty("goals");
    expect(second).toMatchObject({ label: "United States", nb_visits: 2, sum_daily_nb_uniq_visitors: 1 });
  });

  it("keeps the columns of a day over a range of one day", async () => {
    expect(rowsOf(await ask(countries, "range", "previous8"))[0]).toHaveProperty("sum_daily_nb_users");
    expect(rowsOf(await ask(countries, "range", "2026-03-03,2026-03-03"))[0]).toHaveProperty("nb_uniq_visitors");
  });

  it("makes one row of values with one label", async () => {
    expect(await ask(countries, "day", "2026-03-04")).toMatchObject({
      rows: [{ columns: { label: "Unknown", nb_visits: 2, nb_actions: 2, max_actions: 1 }, metadata: { segment: "countryCode==xx" } }],
    });
  });

  it("adds rows for the rest of a closed list, unless there is no visit at all", async () => {
    const all = { ...countries, goals: false, rows: byValue(country, { listAllValues: true }) };
    const [, , last] = rowsOf(await ask(all, "day", "2026-03-02"));
    expect(last).toEqual({ label: "Netherlands", nb_visits: 0 });
    expect(await ask(all, "day", "2024-02-29")).toEqual({ kind: "table", rows: [] });
  });

  it("counts values as others where the report says so", async () => {
    const shape = byValue(country, {
      countAs: () => "eu",
      segment: (value) => `continent==${value}`,
      metadata: (value) => ({ code: value }),
    });
    expect(await ask({ ...countries, goals: false, rows: shape }, "day", "2026-03-02")).toMatchObject({
      rows: [{ columns: { label: "eu", nb_visits: 3, max_actions: 4 }, metadata: { code: "eu", segment: "continent==eu" } }],
    });
  });
});

describe("segments", () => {
  it("refuses them where there is no reader", async () => {
    await expect(ask(summary, "day", "2026-03-02", { segment: "countryCode==us" })).rejects.toThrow(UserError);
  });

  it("narrows every table by the condition of the reader", async () => {
    const query = queryFor(parsePeriods("day", "2026-03-02", "2026-03-10").periods, { segment: "us" });
    const answer = await runReport(countries, query, { warehouse, readSegment: (segment) => sql`country = ${segment}` });
    expect(rowsOf(answer).map(({ label }) => label)).toEqual(["United States"]);
  });
});

it("lets a report make its answer itself", async () => {
  const own = report({ ...summary, rows: custom(async () => ({ kind: "data", value: 3 })) });
  expect(await ask(own, "day", "today")).toEqual({ kind: "data", value: 3 });
});
