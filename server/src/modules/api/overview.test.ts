import { expect, it } from "vitest";
import { queryFor } from "../../../test/fixtures/visits.ts";
import { metric } from "../../catalog/metric.ts";
import type { Query } from "../../catalog/query.ts";
import { custom, type Report, report } from "../../catalog/report.ts";
import type { Cells } from "../../catalog/table.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { answerFor, emptyTable } from "../../reporting/answers.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { overviewOf } from "./overview.ts";

/** A report that tells those cells on the first of June, and nothing on other days. */
function telling(method: string, columns: Cells, asked: string[] = []): Report {
  return report({
    method,
    name: method,
    docs: "",
    rows: custom(async (query) => {
      asked.push(method);
      return answerFor(query, (_, { label }) => (label === "2026-06-01" ? { kind: "single", columns } : emptyTable));
    }),
    metrics: Object.keys(columns).map((id) => metric({ id, name: id, unit: "count", hidden: true })),
  });
}

const asked: string[] = [];
const overview = overviewOf([
  telling("Goals.get", { nb_visits_converted: 5, revenue: 7 }, asked),
  telling("VisitsSummary.get", { nb_visits: 3, nb_visits_converted: 4 }, asked),
  telling("VisitFrequency.get", { nb_visits_new: 1, bounce_count_new: 2 }, asked),
  telling("UserCountry.getCountries", { countries: 9 }, asked),
]);

function ask(date: string, params: Query["params"] = {}) {
  const { periods, several } = parsePeriods("day", date, "2026-06-10");
  return runReport(overview, queryFor(periods, { severalPeriods: several, params }), { warehouse: {} as Warehouse });
}

it("puts the figures of its reports together, a later report before an earlier one", async () => {
  expect(await ask("2026-06-01")).toEqual({
    kind: "single",
    columns: { nb_visits: 3, nb_visits_converted: 5, nb_visits_new: 1, revenue: 7 },
  });
});

it("runs the reports only that have what is asked for", async () => {
  asked.length = 0;
  expect(await ask("2026-06-01", { columns: ["revenue", "nothing"] })).toEqual({ kind: "single", columns: { revenue: 7 } });
  expect(asked).toEqual(["Goals.get"]);
});

it("is empty for a day of several on which there is nothing", async () => {
  const answer = await ask("2026-06-01,2026-06-02");
  expect(answer).toMatchObject({
    kind: "map",
    entries: [
      ["2026-06-01", { kind: "single" }],
      ["2026-06-02", emptyTable],
    ],
  });
});

it("shows what its reports carry for ratios only", () => {
  expect(overview.metrics.some(({ hidden }) => hidden)).toBe(false);
});
