import { expect, it } from "vitest";
import { queryFor } from "../../../test/fixtures/visits.ts";
import { report, totals } from "../../catalog/report.ts";
import type { Row, Table } from "../../catalog/table.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { chooseProvidedColumns } from "./columns.ts";
import { decodeLabels } from "./decode-labels.ts";
import type { PostContext } from "./filter.ts";

const { periods } = parsePeriods("day", "2026-05-29", "2026-06-10");
const context: PostContext = {
  params: {},
  query: queryFor(periods),
  report: report({
    method: "Any.thing",
    name: "Any",
    docs: "Any.",
    rows: totals(),
    metrics: [{ id: "avg_load", name: "Load", unit: "seconds", inTree: { provided: "sum_load" } }],
  }),
};

const table = (...rows: readonly Row[]): Table => ({ kind: "table", rows });
const row = (label: string, more: Row["columns"] = {}): Row => ({ columns: { label, ...more } });

it.each([
  ["caf%C3%A9+au+lait", "café au lait"],
  ["%FF%FE", ""],
  ["100%", "100%"],
  ["plain", "plain"],
])("the label %s is read as %s", (stored, shown) => {
  expect(decodeLabels(table(row(stored)), context).rows).toEqual([row(shown)]);
});

it("tells a figure only where some row has what it hangs on, but leaves tables below alone", () => {
  const below = { id: 1, table: table(row("c", { sum_load: 0, avg_load: 0 })) };
  const without = table({ ...row("a", { sum_load: 0, avg_load: 0 }), subtable: below });
  expect(chooseProvidedColumns(without, context).rows).toEqual([{ ...row("a", { sum_load: 0 }), subtable: below }]);
  const withOne = table(row("a", { sum_load: 0, avg_load: 0 }), row("b", { sum_load: 2, avg_load: 1 }));
  expect(chooseProvidedColumns(withOne, context)).toEqual(withOne);
});
