import { expect, it } from "vitest";
import type { Answer, Cells } from "../catalog/table.ts";
import { addTotals, type Totalling, totalsOf } from "./report-totals.ts";

const plain: Totalling = { withRatios: false, ofAllModules: false, figures: [] };
const totals = (answer: Answer, changes: Partial<Totalling> = {}) => totalsOf(answer, answer, { ...plain, ...changes });
const table = (...rows: readonly Cells[]): Answer => ({ kind: "table", rows: rows.map((columns) => ({ columns })) });

it("adds up counts, keeps the most and the least, and leaves out labels and ratios", () => {
  const first = { label: "a", nb_visits: 2, nb_actions: 5, max_actions: 4, min_time: 3, avg_time: 9, bounce_rate: 0.5 };
  const second = { label: "b", nb_visits: 1, nb_actions: 4, max_actions: 4, min_time: 1, avg_time: 7, bounce_rate: 0 };
  const sums = { nb_visits: 3, nb_actions: 9, max_actions: 4, min_time: 1 };
  expect(totals(table(first, second))).toEqual(sums);
  expect(totals(table(first, second), { withRatios: true })).toEqual({ ...sums, nb_actions_per_visit: 3 });
});

it("leaves out what hangs on a figure that no row has", () => {
  const figures: Totalling["figures"] = [{ id: "nb_timed", name: "Timed", unit: "count", inTree: { provided: "sum_time" } }];
  const [first, second] = [
    { label: "a", sum_time: 0, nb_timed: 0 },
    { label: "b", sum_time: 3, nb_timed: 1 },
  ];
  expect(totals(table(first), { figures })).toEqual({ sum_time: 0 });
  expect(totals(table(first, second), { figures })).toEqual({ sum_time: 3, nb_timed: 1 });
});

it("tells no ratio of actions where none were counted, and nothing of an empty table", () => {
  expect(totals(table({ label: "a", nb_visits: 2 }), { withRatios: true })).toEqual({ nb_visits: 2 });
  expect(totals(table(), { withRatios: true })).toEqual({});
});

it("adds up goals by key, carts and orders first", () => {
  const goals = (...all: readonly (readonly [string, Cells])[]) => ({ goals: Object.fromEntries(all) });
  const summed = totals(
    table(
      goals(["idgoal=2", { revenue: 1, nb_conversions_page_rate: 0.5 }]),
      goals(["idgoal=ecommerceOrder", { revenue: 4 }], ["idgoal=2", { revenue: 2, nb_conversions_page_rate: 1 }]),
    ),
  );
  expect(Object.keys(summed.goals as Cells)).toEqual(["idgoal=ecommerceOrder", "idgoal=2"]);
  expect(summed.goals).toEqual({ "idgoal=ecommerceOrder": { revenue: 4 }, "idgoal=2": { revenue: 3, nb_conversions_page_rate: 1.5 } });
});

it("adds up periods, but tells the rates of the first that has them", () => {
  const day = (visits: number, rate: number) => ({ nb_visits: visits, goals: { "idgoal=1": { revenue: 2, entry_rate: rate } } });
  expect(addTotals([day(1, 0.5), day(2, 0.25)])).toEqual({ nb_visits: 3, goals: { "idgoal=1": { revenue: 4, entry_rate: 0.5 } } });
});

it("totals a single row only where it is that of all modules, without what is shown as text", () => {
  const row: Answer = { kind: "single", columns: { nb_visits: 4, bounce_rate_new: 0.5, avg_time_on_site: 9 } };
  const shown: Answer = { kind: "single", columns: { nb_visits: 4, bounce_rate_new: "50%" } };
  expect(totals(row)).toEqual({});
  expect(totals(row, { ofAllModules: true })).toEqual({ nb_visits: 4, bounce_rate_new: 0.5 });
  expect(totalsOf(row, shown, { ...plain, ofAllModules: true })).toEqual({ nb_visits: 4 });
});

it("tells the share of all rows where shares are shown as numbers", () => {
  const shown = (...shares: readonly (number | string)[]) => table(...shares.map((nb_visits_percentage) => ({ nb_visits_percentage })));
  const whole = { ...table({ nb_visits: 3 }, { nb_visits: 3 }), totals: { nb_visits: 5 } } as Answer;
  expect(totalsOf(whole, shown(0.6, 0.6), plain)).toEqual({ nb_visits: 6, nb_visits_percentage: 1.2 });
  expect(totalsOf(whole, shown("60%", "60%"), plain)).toEqual({ nb_visits: 6 });
});
