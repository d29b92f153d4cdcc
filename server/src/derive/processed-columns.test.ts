import { expect, it } from "vitest";
import type { Answer } from "../catalog/table.ts";
import { processedColumns } from "./processed-columns.ts";

const metadata = {
  module: "VisitsSummary",
  action: "get",
  metrics: { nb_visits: "visits", nb_users: "Users" },
  metricsDocumentation: { nb_visits: "Words.", nb_users: "Words.", avg_time_generation: "Words." },
  processedMetrics: { bounce_rate: "Bounce Rate", avg_time_generation: "Generation" },
};
const withUsers = (users: number): Answer => ({ kind: "single", columns: { nb_users: users } });

it("titles figures and ratios, without one that is not measured any more", () => {
  expect(processedColumns(metadata, withUsers(2)).columns).toEqual({ nb_visits: "Visits", nb_users: "Users", bounce_rate: "Bounce Rate" });
});

it("puts labels first and what goals brought in last", () => {
  const rows = { ...metadata, module: "Paint", dimension: "Colour", metricsGoal: { revenue: "Revenue" } };
  const told = processedColumns(rows, { kind: "table", rows: [] });
  expect(Object.keys(told.columns)).toEqual(["label", "nb_visits", "nb_users", "bounce_rate", "revenue"]);
});

it("tells of no users in the overview where there were none in any period", () => {
  const days = (...users: readonly number[]): Answer => ({
    kind: "map",
    key: "date",
    entries: users.map((each, at) => [String(at), withUsers(each)]),
  });
  const without = processedColumns(metadata, days(0, 0), { listsVisitors: true });
  expect(without.columns).not.toHaveProperty("nb_users");
  expect(without.metadata).toMatchObject({ metrics: { nb_visits: "visits" }, metricsDocumentation: { nb_visits: "Words." } });
  expect(processedColumns(metadata, days(0, 1), { listsVisitors: true }).columns).toHaveProperty("nb_users");
});
