import { describe, expect, it } from "vitest";
import { metric } from "../../catalog/metric.ts";
import type { Raw } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import { byValue, type Report, report } from "../../catalog/report.ts";
import type { Cells, Row, Table } from "../../catalog/table.ts";
import { visitMetrics } from "../../reporting/visit-metrics.ts";
import { postProcess } from "./index.ts";

const share = metric({
  id: "exit_rate",
  name: "Exit rate",
  unit: "percent",
  needs: ["exits", "nb_visits"],
  compute: (row) => Number(row.exits) / Number(row.nb_visits),
});
const length = metric({ id: "avg_time", name: "Time", unit: "seconds", compute: () => 411 });
const price = metric({ id: "avg_price", name: "Price", unit: "money", compute: () => 14.5 });
const revenue = metric({ id: "revenue", name: "Revenue", unit: "money" });
const carried = metric({ id: "sum_time", name: "Time", unit: "seconds", hidden: true });
const neverShown = metric({ id: "sum_price", name: "Price", unit: "money", hidden: "always" });

const countries = report({
  method: "Fake.getCountry",
  name: "Country",
  docs: "Visits by country.",
  rows: byValue({ id: "country", name: "Country" }),
  metrics: [...visitMetrics, share, length, price, revenue, carried, neverShown],
});

const query = { sites: [{ currency: "EUR" }] } as unknown as Query;

function shown(rows: readonly Row[], params: Record<string, Raw>, of: Report = countries): readonly Row[] {
  const answer = postProcess({ kind: "table", rows }, { params: { filter_limit: "-1", ...params }, report: of, query });
  return (answer as Table).rows;
}

function labels(rows: readonly Row[], params: Record<string, Raw>, of: Report = countries): string {
  return shown(rows, params, of)
    .map((row) => row.columns.label)
    .join(" ");
}

const row = (label: string, columns: Cells = {}, metadata?: Cells): Row => ({
  columns: { label, ...columns },
  ...(metadata && { metadata }),
});

/** In their own order: visits falling, then the stored label. */
const table: readonly Row[] = [
  row("US", { nb_visits: 10, nb_actions: 36 }, { code: "us" }),
  row("Germany", { nb_visits: 3, nb_actions: 7 }, { code: "de" }),
  row("France", { nb_visits: 3, nb_actions: 7 }, { code: "fr" }),
  row("Spain", { nb_visits: 2 }, { code: "es" }),
  row("Item 10", { nb_visits: 1, nb_actions: 9 }),
  row("item 9", { nb_visits: 1, nb_actions: 1 }),
];

describe("sort", () => {
  it.each([
    [{}, "US Germany France Spain Item 10 item 9"],
    [{ filter_sort_column: "nb_visits" }, "US Germany France Spain Item 10 item 9"],
    [{ filter_sort_column: "nb_visits", filter_sort_order: "asc" }, "item 9 Item 10 Spain France Germany US"],
    [{ filter_sort_order: "asc" }, "item 9 Item 10 Spain France Germany US"],
    [{ filter_sort_column: "nb_actions" }, "US Item 10 Germany France item 9 Spain"],
    [{ filter_sort_column: "nb_actions", filter_sort_order: "asc" }, "item 9 Germany France Item 10 US Spain"],
    [{ filter_sort_column: "label", filter_sort_order: "ASC" }, "France Germany item 9 Item 10 Spain US"],
    [{ filter_sort_column: "label" }, "US Spain Item 10 item 9 Germany France"],
    [{ filter_sort_column: "nothing", filter_sort_order: "asc" }, "item 9 Item 10 Spain France Germany US"],
  ])("%j", (params, order) => expect(labels(table, params)).toBe(order));

  it("orders equals by label where rows do not come by visits", () => {
    const days = [row("Monday", { nb_visits: 1 }), row("Tuesday", { nb_visits: 2 }), row("Friday", { nb_visits: 1 })];
    expect(labels(days, { filter_sort_column: "nb_visits" })).toBe("Tuesday Friday Monday");
    expect(labels(days, { filter_sort_column: "nb_visits", filter_sort_order: "asc" })).toBe("Monday Friday Tuesday");
  });

  it("leaves reports of a fixed order alone", () => {
    expect(labels(table, { filter_sort_column: "label" }, { ...countries, fixedOrder: true })).toBe(
      "US Germany France Spain Item 10 item 9",
    );
  });

  it("refuses orders that are none", () => {
    expect(() => shown(table, { filter_sort_column: "label", filter_sort_order: "up" })).toThrow("filter_sort_order");
  });
});

describe("which rows", () => {
  it.each([
    [{ filter_limit: "2" }, "US Germany"],
    [{ filter_limit: "2", filter_offset: "4" }, "Item 10 item 9"],
    [{ filter_limit: "0" }, ""],
    [{ filter_limit: "", filter_offset: "1" }, "Germany France Spain Item 10 item 9"],
    [{ filter_pattern: "^g|S" }, "US Germany Spain"],
    [{ filter_pattern: "fr|de", filter_column: "code" }, "Germany France"],
    [{ filter_pattern: "ITEM" }, "Item 10 item 9"],
    [{ filter_excludelowpop: "nb_visits", filter_excludelowpop_value: "3" }, "US Germany France"],
    [{ filter_excludelowpop: "nb_actions", filter_excludelowpop_value: "8" }, "US Item 10"],
    [{ filter_excludelowpop: "nb_actions" }, "US Germany France Item 10"],
    [{ label: "France" }, "France"],
    [{ label: ["Spain", "Nowhere", "US"] }, "Spain US"],
    [{ label: "Item%2010", filter_limit: "1" }, "Item 10"],
    [{ label: "x > y" }, ""],
    [{ filter_truncate: "4" }, "US Germany France Spain Others"],
    [{ filter_truncate: "5" }, "US Germany France Spain Item 10 item 9"],
    [{ filter_pattern: "Item", filter_limit: "1", filter_sort_column: "nb_actions", filter_sort_order: "asc" }, "item 9"],
    [{ filter_pattern: "Item", filter_limit: "1", disable_generic_filters: "1" }, "US Germany France Spain Item 10 item 9"],
  ])("%j", (params, order) => expect(labels(table, params)).toBe(order));

  it.each([
    { filter_limit: "some" },
    { filter_pattern: "(" },
    { filter_truncate: "1.5" },
    { filter_excludelowpop: "nb_visits", filter_excludelowpop_value: "x" },
  ])("refuses %j", (params) => expect(() => shown(table, params)).toThrow("is not valid"));

  it("shows 100 rows where nothing is said", () => {
    const many = Array.from({ length: 150 }, (_, index) => row(`row ${index}`, { nb_visits: 1 }));
    expect(postProcess({ kind: "table", rows: many }, { params: {}, report: countries, query })).toMatchObject({
      totalRows: 150,
      rows: { length: 100 },
    });
  });

  it("numbers the rows asked for by label", () => {
    expect(shown(table, { label: ["Nowhere", "US"], labelFilterAddLabelIndex: "1" })).toEqual([
      { ...table[0], metadata: { code: "us", label_index: 1 } },
    ]);
  });

  it("finds rows below rows", () => {
    const below: Row = {
      ...row("blog"),
      subtable: { id: 1, table: { kind: "table", rows: [row(" 2026", { nb_visits: 4 }), row("about")] } },
    };
    expect(labels([below], { label: "blog > 2026" })).toBe(" 2026");
    expect(labels([below, row("shop")], { filter_pattern_recursive: "20" })).toBe("blog");
    expect(shown([below], { filter_pattern_recursive: "20" })[0]?.subtable?.table?.rows).toHaveLength(1);
  });
});

describe("truncate", () => {
  it("adds up what is left over, by what each column is", () => {
    const rows = [
      row("a", { nb_visits: 5, max_actions: 3, exits: 1, exit_rate: 0.2 }),
      row("b", { nb_visits: 3, max_actions: 9, exits: 3, exit_rate: 1, goals: { "idgoal=1": { revenue: 2 } } }, { code: "b" }),
      row("c", { nb_visits: 1, max_actions: 4, exits: 0, exit_rate: 0, goals: { "idgoal=1": { revenue: 1 }, "idgoal=2": { revenue: 5 } } }),
    ];
    expect(shown(rows, { filter_truncate: "1" })[1]).toEqual({
      columns: {
        label: "Others",
        nb_visits: 4,
        max_actions: 9,
        exits: 3,
        goals: { "idgoal=1": { revenue: 3 }, "idgoal=2": { revenue: 5 } },
        exit_rate: "75%",
      },
    });
  });
});

describe("columns", () => {
  const rows = [row("US", { nb_visits: 10, sum_time: 5, sum_price: 3, revenue: 7 }, { code: "us", segment: "countryCode==us" })];
  it.each([
    [{}, { label: "US", nb_visits: 10, revenue: 7 }],
    [{ hideColumns: "nb_visits,segment,nothing" }, { label: "US", sum_time: 5, revenue: 7 }],
    [{ showColumns: "nb_visits,nothing" }, { label: "US", nb_visits: 10 }],
    [{ showColumns: "" }, { label: "US", nb_visits: 10, revenue: 7 }],
    [{ showRawMetrics: "1" }, { label: "US", nb_visits: 10, sum_time: 5, revenue: 7 }],
  ])("%j", (params, columns) => expect(shown(rows, params)).toEqual([{ columns, metadata: rows[0]!.metadata }]));
});

describe("added columns", () => {
  const germany = {
    nb_visits: 3,
    nb_actions: 8,
    sum_visit_length: 1101,
    bounce_count: 1,
    nb_visits_converted: 2,
    goals: { "idgoal=ecommerceAbandonedCart": { nb_conversions: 1, revenue: 99 }, "idgoal=3": { nb_conversions: 1, revenue: 9.9 } },
  };
  const ratios = { conversion_rate: "66.67%", nb_actions_per_visit: 2.7, avg_time_on_site: 367, bounce_rate: "33%" };
  const goals = { filter_update_columns_when_show_all_goals: "1" };
  const ofThree = { goal_3_conversion_rate: "33.33%", goal_3_nb_conversions: 1, goal_3_revenue_per_visit: 3.3, goal_3_revenue: 9.9 };

  it.each([
    [{ filter_add_columns_when_show_all_columns: "1" }, ratios],
    [
      { ...goals, idGoal: "3" },
      { ...ratios, revenue_per_visit: 3, ...ofThree },
    ],
    [
      { ...goals, idGoal: "2" },
      { ...ratios, revenue_per_visit: 3 },
    ],
    [goals, { ...ratios, revenue_per_visit: 3, "goal_-1_conversion_rate": "33.33%", goal_3_conversion_rate: "33.33%" }],
    [
      { ...goals, idGoal: "-2" },
      { ...ratios, revenue_per_visit: 3 },
    ],
    [
      { ...goals, idGoal: "0" },
      {
        ...ratios,
        revenue_per_visit: 3,
        "goal_-1_conversion_rate": "33.33%",
        "goal_-1_nb_conversions": 1,
        "goal_-1_revenue_per_visit": 33,
        "goal_-1_revenue": 99,
        ...ofThree,
      },
    ],
  ])("%j", (params, added) => expect(shown([row("Germany", germany)], params)).toEqual([row("Germany", { ...germany, ...added })]));

  it("names orders and carts, and cuts revenue of all goals together, in a list put together of other reports", () => {
    const cells = { ...germany, revenue: 109.8, goals: { ...germany.goals, "idgoal=4": { nb_conversions: 1, revenue: 99.9 } } };
    const context = { params: goals, report: { ...countries, goalsByName: true }, query };
    const [first] = (postProcess({ kind: "table", rows: [row("Germany", cells)] }, context) as Table).rows;
    expect(first!.columns).toMatchObject({ revenue_per_visit: 36.33, goal_ecommerceAbandonedCart_conversion_rate: "33.33%" });
    expect(shown([row("Germany", cells)], goals)[0]!.columns).toMatchObject({ revenue_per_visit: 36 });
  });

  it("works out 0 where a report lacks what ratios are made of, and drops rows without a visit", () => {
    const rows = [row("a", { nb_visits: 2 }), row("b", { nb_visits: 0 })];
    const none = { conversion_rate: "0%", nb_actions_per_visit: 0, avg_time_on_site: 0, bounce_rate: "0%" };
    expect(shown(rows, { filter_add_columns_when_show_all_columns: "1" })).toEqual([row("a", { nb_visits: 2, ...none })]);
  });
});

describe("format", () => {
  const cells = { exit_rate: 0.6667, avg_time: 411, avg_price: 14.5, revenue: 20 };
  it.each([
    [{}, { ...cells, exit_rate: "66.67%" }],
    [{ format_metrics: "bc" }, { ...cells, exit_rate: "66.67%" }],
    [{ format_metrics: "0" }, cells],
    [{ format_metrics: "1" }, { exit_rate: "66.67%", avg_time: "6 min 51s", avg_price: "€14.50", revenue: 20 }],
    [{ format_metrics: "all" }, { exit_rate: "66.67%", avg_time: "6 min 51s", avg_price: "€14.50", revenue: "€20" }],
  ])("%j", (params, columns) => {
    expect(postProcess({ kind: "single", columns: cells }, { params, report: countries, query })).toEqual({ kind: "single", columns });
  });
});

describe("maps", () => {
  it("go through the filters table by table", () => {
    const answer = postProcess(
      {
        kind: "map",
        key: "date",
        entries: [
          ["2026-06-01", { kind: "table", rows: table }],
          ["2026-06-02", { kind: "table", rows: table.slice(2) }],
        ],
      },
      { params: { filter_limit: "1", showColumns: "nb_visits" }, report: countries, query },
    );
    expect(answer).toMatchObject({
      entries: [
        ["2026-06-01", { rows: [{ columns: { label: "US" } }] }],
        ["2026-06-02", { rows: [{ columns: { label: "France" } }] }],
      ],
    });
  });
});
