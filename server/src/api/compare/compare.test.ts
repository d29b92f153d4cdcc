import { describe, expect, it } from "vitest";
import type { Answer, Cells, Row } from "../../catalog/table.ts";
import { changesBetween } from "./change.ts";
import { type CompareContext, type ComparedSeries, withComparisons } from "./compare.ts";

const row = (label: string, columns: Cells, metadata?: Cells): Row => ({ columns: { label, ...columns }, ...(metadata && { metadata }) });
const table = (...rows: readonly Row[]): Answer => ({ kind: "table", rows });
const single = (columns: Cells): Answer => ({ kind: "single", columns });
const byDate = (...answers: readonly Answer[]): Answer => ({
  kind: "map",
  key: "date",
  entries: answers.map((answer, index) => [`2026-06-0${index + 1}`, answer]),
});

const context: CompareContext = {
  format: (rows) =>
    rows.map(({ columns, ...rest }) => ({
      ...rest,
      columns: "rate" in columns ? { ...columns, rate: `${Number(columns.rate) * 100}%` } : columns,
    })),
  segmentWithin: ({ metadata }, segment) => (metadata?.segment === undefined ? undefined : [segment, metadata.segment].join(";")),
  language: undefined,
};

function series(answer: Answer, name: string, changedFrom?: number): ComparedSeries {
  return { answer, segment: name, changedFrom, told: (period) => ({ series: `${name} ${period}` }) };
}

describe("withComparisons", () => {
  it("puts rows of one label side by side, and zeros where there is none", () => {
    const all = table(row("de", { visits: 4, rate: 0.5, goals: { a: 1 } }, { segment: "c==de" }), row("us", { visits: 1, rate: 1 }));
    const some = table(row("us", { visits: 1, rate: 0 }), row("fr", { visits: 9, rate: 0 }));
    expect(withComparisons(all, [series(all, "all"), series(some, "some")], context)).toEqual(
      table(
        row(
          "de",
          { visits: 4, rate: "50%", goals: { a: 1 } },
          {
            segment: "c==de",
            comparisons: [
              { visits: 4, rate: "50%", series: "all 0", idsubdatatable: -1, segment: "all;c==de" },
              { visits: 0, rate: "0%", series: "some 0", idsubdatatable: -1, segment: "some;c==de" },
            ],
          },
        ),
        row(
          "us",
          { visits: 1, rate: "100%" },
          {
            comparisons: [
              { visits: 1, rate: "100%", series: "all 0", idsubdatatable: -1 },
              { visits: 1, rate: "0%", series: "some 0", idsubdatatable: -1 },
            ],
          },
        ),
      ),
    );
  });

  it("tells how a single row changed", () => {
    const now = single({ visits: 5 });
    expect(withComparisons(now, [series(now, "now"), series(single({ visits: 15 }), "then", 0)], context)).toEqual(
      single({
        visits: 5,
        comparisons: [
          { visits: 5, series: "now 0", idsubdatatable: -1 },
          { visits: 15, visits_change: "+200%", visits_change_from: "-66.7%", series: "then 0", idsubdatatable: -1 },
        ],
      }),
    );
  });

  it("goes period by period, also where one has nothing of its own", () => {
    const now = byDate(single({ visits: 5 }), { kind: "table", rows: [] });
    const then = byDate(single({ visits: 1 }), single({ visits: 2 }), single({ visits: 3 }));
    const compared = withComparisons(now, [series(now, "now"), series(then, "then", 0)], context);
    expect(compared).toMatchObject({
      entries: [
        ["2026-06-01", { columns: { visits: 5, comparisons: [{ visits: 5 }, { visits: 1, visits_change: "-80%", series: "then 0" }] } }],
        ["2026-06-02", { columns: { comparisons: [{ series: "now 1" }, { visits: 2, visits_change: "+100%", series: "then 1" }] } }],
      ],
    });
  });

  it("goes down into tables below", () => {
    const below = (visits: number): Answer =>
      table({ ...row("blog", { visits }), subtable: { id: 7, table: { kind: "table", rows: [row("2026", { visits })] } } });
    const [compared] = (withComparisons(below(2), [series(below(2), "now"), series(below(3), "then", 0)], context) as { rows: Row[] }).rows;
    expect(compared?.metadata?.comparisons).toMatchObject([{ idsubdatatable: 7 }, { idsubdatatable: 7 }]);
    expect(compared?.subtable?.table?.rows[0]?.metadata?.comparisons).toMatchObject([{ visits: 2 }, { visits: 3, visits_change: "+50%" }]);
  });
});

describe("changesBetween", () => {
  it.each([
    [40, 47, "+17.5%", "-14.9%"],
    [0, 3, "+100%", "-100%"],
    [0, 0, "+0%", "+0%"],
    ["0.0200", 0.03, "+50%", "-33.3%"],
    [1, 3000, "+299,900%", "-100%"],
  ])("from %s to %s", (from, to, change, back) =>
    expect(changesBetween({ a: from }, { a: to })).toEqual({ a_change: change, a_change_from: back }));

  it("writes percentages as the language does", () => {
    expect(changesBetween({ a: 3 }, { a: 4 }, "fr")).toEqual({ a_change: "+33,3\u00a0%", a_change_from: "-25\u00a0%" });
  });
});
