import { expect, it } from "vitest";
import type { Answer } from "../catalog/table.ts";
import { processTable } from "./processed-table.ts";

const columns = { label: "Colour", nb_visits: "Visits", avg_time_on_site: "Time", revenue: "Revenue", bounce_rate: "Bounce Rate" };
const manner = { columns, hasLabels: true, keepsAll: false, pretty: true, currency: "EUR" };
const cells = { label: "red", nb_visits: 2, avg_time_on_site: 65, bounce_rate: "50%", sum_visit_length: 130 };
const table: Answer = {
  kind: "table",
  rows: [{ columns: cells, metadata: { logo: "red.png" }, subtable: { id: 4 } }, { columns: { label: "blue" } }],
};

it("parts figures, as people read them, from what is told beside them, and fills up what is missing", () => {
  expect(processTable(table, manner)).toEqual({
    figures: [
      { label: "red", nb_visits: 2, avg_time_on_site: "00:01:05", bounce_rate: "50%", revenue: "€0" },
      { label: "blue", nb_visits: 0, avg_time_on_site: "00:00:00", bounce_rate: "0%", revenue: "€0" },
    ],
    metadata: [{ logo: "red.png", idsubdatatable: 4 }, {}],
  });
});

it("keeps numbers, and columns that nobody listed, where that is asked for", () => {
  const [red] = processTable(table, { ...manner, pretty: false, keepsAll: true }).figures as readonly object[];
  expect(red).toEqual({ ...cells, revenue: 0 });
});

it("writes hundredths of a second, and tells nothing beside a single row", () => {
  const single: Answer = { kind: "single", columns: { avg_time_server: 0.34 } };
  const told = processTable(single, { ...manner, columns: { avg_time_server: "Server" }, hasLabels: false });
  expect(told).toEqual({ figures: { avg_time_server: "00:00:00.34" }, metadata: [] });
});
