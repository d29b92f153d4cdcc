import { expect, it } from "vitest";
import { addPageGoals, pageGoalCells } from "./page-goal-sums.ts";

it("tells the same sums in whatever order their parts were added up", () => {
  const parts = [0.1, 0.2, 0.3].map((part) => ({
    attributed: part,
    attributed_revenue: part,
    entered: 1,
    entered_revenue: part,
    entered_rate: part,
    entered_revenue_each: part,
  }));
  const cellsOf = (ordered: typeof parts) => {
    const [first, ...others] = ordered;
    const sums = others.reduce((before, more) => addPageGoals(before, more), addPageGoals(undefined, first!));
    return pageGoalCells(new Map([[1, sums]]), undefined);
  };
  const cells = {
    nb_conversions_attrib: 0.6,
    revenue_attrib: 0.6,
    revenue_entry: 0.6,
    nb_conversions_entry: 3,
    nb_conversions_entry_rate: 0.6,
    revenue_per_entry: 0.6,
  };
  expect(cellsOf(parts)["idgoal=1"]).toEqual(cells);
  expect(cellsOf(parts.toReversed())["idgoal=1"]).toEqual(cells);
});
