import { describe, expect, it } from "vitest";
import type { Raw } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import { byValue, report } from "../../catalog/report.ts";
import type { Cells, Row } from "../../catalog/table.ts";
import { isPivoted, pivot } from "./pivot.ts";

const keywords = report({
  method: "Fake.getKeywords",
  name: "Keywords",
  docs: "Keywords.",
  rows: byValue({ id: "keyword", name: "Keyword" }),
  metrics: [],
  flat: { separator: " - ", dimensions: ["Fake_Keyword", "Fake_Engine"] },
});

const row = (label: string, below: Readonly<Record<string, Cells>>, part?: string): Row => ({
  columns: { label, nb_visits: 9 },
  metadata: { segment: `keyword==${label}` },
  ...(part !== undefined && { part }),
  subtable: {
    id: 1,
    table: { kind: "table", rows: Object.entries(below).map(([engine, columns]) => ({ columns: { label: engine, ...columns } })) },
  },
});

const rows: readonly Row[] = [
  row("shoes", { Bing: { nb_visits: 1, nb_actions: 4 }, Google: { nb_visits: 4 } }),
  row("unknown", { Yahoo: { nb_visits: 3 } }, ""),
  row("boots", { Bing: { nb_visits: 2 }, Ecosia: { nb_visits: 3 } }),
  { columns: { label: "none", nb_visits: 1 } },
];

function pivoted(params: Record<string, Raw>): unknown {
  const context = { params: { pivotBy: "Fake.Engine", ...params }, report: keywords, query: {} as Query };
  return pivot({ kind: "table", rows }, context).rows.map(({ columns, ...rest }) => ({ ...columns, ...rest }));
}

describe("pivot", () => {
  it("makes columns of the rows below, the greatest first, and adds up those that are too many", () => {
    expect(pivoted({ pivotByColumn: "nb_visits", pivotByColumnLimit: "3" })).toEqual([
      { label: "", "1.\u00a0Google": false, "2.\u00a0Bing": false, Others: 3 },
      { label: "boots", "1.\u00a0Google": false, "2.\u00a0Bing": 2, Others: 3 },
      { label: "none", "1.\u00a0Google": false, "2.\u00a0Bing": false, Others: false },
      { label: "shoes", "1.\u00a0Google": 4, "2.\u00a0Bing": 1, Others: false },
    ]);
  });

  it.each([
    [{}, ["1.\u00a0Google", "2.\u00a0Bing", "3.\u00a0Ecosia", "4.\u00a0Yahoo"]],
    [{ pivotByColumnLimit: "-1" }, ["1.\u00a0Google", "2.\u00a0Bing", "3.\u00a0Ecosia", "4.\u00a0Yahoo"]],
    [{ pivotByColumnLimit: "4" }, ["1.\u00a0Google", "2.\u00a0Bing", "3.\u00a0Ecosia", "4.\u00a0Yahoo"]],
    [{ pivotByColumnLimit: "1" }, ["Others"]],
    [{ disable_queued_filters: "1" }, ["Google", "Bing", "Ecosia", "Yahoo"]],
    [{ pivotByColumn: "nb_actions", pivotByColumnLimit: "2" }, ["1.\u00a0Bing", "Others"]],
  ])("%j has the columns %j", (params, columns) => expect(Object.keys((pivoted(params) as Cells[])[0]!)).toEqual(["label", ...columns]));

  it("takes nothing but the dimension below", () => {
    expect(isPivoted(keywords, {})).toBe(false);
    expect(() => isPivoted(keywords, { pivotBy: "Fake.Keyword" })).toThrow("it can be by Fake.Engine");
    const { flat: _, ...level } = keywords;
    expect(() => isPivoted(level, { pivotBy: "Fake.Engine" })).toThrow("leave out pivotBy");
  });
});
