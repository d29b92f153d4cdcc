import { expect, it } from "vitest";
import type { Cells, Table } from "../catalog/table.ts";
import { oneRow, severalRows, type TablesByPeriod } from "./row-evolution.ts";

const table = (...rows: readonly Cells[]): Table => ({ kind: "table", rows: rows.map((columns) => ({ columns })) });

const tables: TablesByPeriod = [
  ["2026-06-01", table({ label: "a", nb_visits: 4, bounce_rate: "40%", other: 1 })],
  ["2026-06-02", table()],
  ["2026-06-03", table({ label: "a", nb_visits: 6, bounce_rate: "20%", other: 1 })],
];

const evolution = { metrics: { nb_visits: "Visits", bounce_rate: "Bounce Rate" }, dimension: "Letter", titleOf: () => undefined };

it("tells one row over time: its figures, their least and most, and how they changed", () => {
  expect(oneRow(tables, evolution, "a")).toEqual({
    label: "a",
    reportData: {
      "2026-06-01": [{ nb_visits: 4, bounce_rate: "40%" }],
      "2026-06-02": [],
      "2026-06-03": [{ nb_visits: 6, bounce_rate: "20%" }],
    },
    metadata: {
      metrics: {
        nb_visits: { name: "Visits", min: 0, max: 6, change: "+50%" },
        bounce_rate: { name: "Bounce Rate", min: 0, max: 40, change: "-50%" },
      },
      dimension: "Letter",
    },
  });
});

it("tells one figure of several rows, with nothing to say of a row that never was", () => {
  const labels = ["a", "x > y"];
  const find = ({ rows }: Table, index: number) => rows.find(({ columns }) => columns.label === labels[index]);
  const told = severalRows(tables, evolution, { labels, find, column: "nb_visits", namesFigure: true });
  expect(told.reportData).toMatchObject({ "2026-06-02": [{ nb_visits_0: 0, nb_visits_1: 0 }], "2026-06-03": [{ nb_visits_0: 6 }] });
  expect(told.metadata).toMatchObject({
    metrics: { nb_visits_0: { name: "a (Visits)", change: "+50%" }, nb_visits_1: { name: "x  -  y (Visits)" } },
    columns: evolution.metrics,
  });
  expect((told.metadata as { metrics: Record<string, Cells> }).metrics.nb_visits_1).not.toHaveProperty("min");
});

it("counts the least from when there was anything, and tells no change from nothing", () => {
  const later: TablesByPeriod = [["2026-05-31", table()], ...tables];
  const { metadata } = oneRow(later, evolution, "a") as { metadata: { metrics: Record<string, Cells> } };
  expect(metadata.metrics.nb_visits).toEqual({ name: "Visits", min: 0, max: 6 });
});
