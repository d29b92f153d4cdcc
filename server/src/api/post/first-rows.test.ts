import { expect, it } from "vitest";
import { report, totals } from "../../catalog/report.ts";
import { firstRows } from "./first-rows.ts";

const plain = report({ method: "Some.report", name: "", docs: "", rows: totals(), metrics: [] });

it.each([
  [{}, { rows: 100, of: "nb_visits" }],
  [
    { filter_limit: "10", filter_offset: "20", filter_sort_column: "nb_hits" },
    { rows: 30, of: "nb_hits" },
  ],
  [{ filter_sort_order: "asc" }, undefined],
  [{ filter_limit: "-1" }, undefined],
  [{ filter_pattern: "x" }, undefined],
  [{ filter_truncate: "5" }, undefined],
  [{ label: "x" }, undefined],
  [{ include_aggregate_rows: "1" }, undefined],
  [{ disable_generic_filters: "1" }, undefined],
])("%j looks at %j", (params, most) => {
  expect(firstRows(plain, params).most).toEqual(most);
});

it.each([
  [{ label: "a > b" }, [[["a"], ["b"]], [["a > b"]]]],
  [{ label: ["%40x", ""] }, [[["@x", "x"]]]],
  [{ label: "x", filter_limit: "5", filter_add_columns_when_show_all_columns: "0" }, [[["x"]]]],
  [{ label: "x", filter_add_columns_when_show_all_columns: "1" }, undefined],
  [{ label: "x", filter_update_columns_when_show_all_goals: "0" }, undefined],
  [{ label: "x", flat: "1" }, undefined],
  [{ label: "x", filter_pattern: "y" }, undefined],
  [{ label: "x", pivotBy: "y" }, undefined],
  [{}, undefined],
])("%j looks at the rows %j", (params, labels) => {
  expect(firstRows(plain, params).labels).toEqual(labels);
});
