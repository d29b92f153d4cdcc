import { expect, it } from "vitest";
import type { Answer, Cells } from "../catalog/table.ts";
import { addTotals, totalsOf } from "./report-totals.ts";

const table = (...rows: readonly Cells[]): Answer => ({ kind: "table", rows: rows.map((columns) => ({ columns })) });

it("adds up counts, keeps the most and the least, and leaves out labels and ratios", () => {
  const first = { label: "a", nb_visits: 2, nb_actions: 5, max_actions: 4, min_time: 3, avg_time: 9, bounce_rate: 0.5 };
  const second = { label: "b", nb_visits: 1, nb_actions: 4, max_actions: 4, min_time: 1, avg_time: 7, bounce_rate: 0 };
  const sums = { nb_visits: 3, nb_actions: 9, max_actions: 4, min_time: 1 };
  expect(totalsOf(table(first, second), false)).toEqual(sums);
  expect(totalsOf(table(first, second), true)).toEqual({ ...sums, nb_actions_per_visit: 3 });
});

it("tells no ratio of actions where none were counted, and nothing of an empty table", () => {
  expect(totalsOf(table({ label: "a", nb_visits: 2 }), true)).toEqual({ nb_visits: 2 });
  expect(totalsOf(table(), true)).toEqual({});
});

it("adds up goals by key, carts and orders first", () => {
  const goals = (...all: readonly (readonly [string, Cells])[]) => ({ goals: Object.fromEntries(all) });
  const totals = totalsOf(
    table(
      goals(["idgoal=2", { revenue: 1, nb_conversions_page_rate: 0.5 }]),
      goals(["idgoal=ecommerceOrder", { revenue: 4 }], ["idgoal=2", { revenue: 2, nb_conversions_page_rate: 1 }]),
    ),
    false,
  );
  expect(Object.keys(totals.goals as Cells)).toEqual(["idgoal=ecommerceOrder", "idgoal=2"]);
  expect(totals.goals).toEqual({ "idgoal=ecommerceOrder": { revenue: 4 }, "idgoal=2": { revenue: 3, nb_conversions_page_rate: 1.5 } });
});

it("adds up periods, but tells the rates of the first that has them", () => {
  const day = (visits: number, rate: number) => ({ nb_visits: visits, goals: { "idgoal=1": { revenue: 2, entry_rate: rate } } });
  expect(addTotals([day(1, 0.5), day(2, 0.25)])).toEqual({ nb_visits: 3, goals: { "idgoal=1": { revenue: 4, entry_rate: 0.5 } } });
});
