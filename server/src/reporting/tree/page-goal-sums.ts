import type { Cells } from "../../catalog/table.ts";
import { goalName } from "../goal-columns.ts";
import { quotient, round } from "../rounding.ts";

/** What a page has to do with the conversions of one goal. Nothing (null) where nothing is known of it. */
export interface PageGoalSums {
  /** Views of the page before a conversion in the same visit, and what those conversions brought in. */
  readonly met: number | null;
  readonly met_revenue: number | null;
  /** How many pages were seen before a conversion. */
  readonly pages_before: number | null;
  /** Conversions and revenue, shared out among the pages seen before them. */
  readonly attributed: number | null;
  readonly attributed_revenue: number | null;
  /** Conversions of visits that began here, what they brought in, and both for each such visit. */
  readonly entered: number | null;
  readonly entered_revenue: number | null;
  readonly entered_rate: number | null;
  readonly entered_revenue_each: number | null;
}

const figures = [
  "met",
  "met_revenue",
  "pages_before",
  "attributed",
  "attributed_revenue",
  "entered",
  "entered_revenue",
  "entered_rate",
  "entered_revenue_each",
] as const satisfies readonly (keyof PageGoalSums)[];

/**
 * The column `goals` of a row; none where the page has to do with no conversion. `conversions` are all those of each goal.
 * NOTE matomo: rows that come below others do not tell the share of conversions that a page had a part in: it is 0 there.
 */
export function pageGoalColumns(goals: ReadonlyMap<number, PageGoalSums>, conversions: ReadonlyMap<number, number> | undefined): Cells {
  if (goals.size === 0) return {};
  const rows = [...goals].sort(([one], [other]) => one - other);
  return { goals: Object.fromEntries(rows.map(([goal, sums]) => [`idgoal=${goalName(goal)}`, cellsOf(sums, goal, conversions)])) };
}

function cellsOf(sums: PageGoalSums, goal: number, conversions: ReadonlyMap<number, number> | undefined): Cells {
  const share = conversions
    ? Math.min(1, quotient(sums.met ?? 0, conversions.get(goal) ?? 0, 3))
    : sums.attributed === null
      ? undefined
      : 0;
  const cells = {
    nb_conversions: sums.met,
    revenue: money(sums.met_revenue),
    nb_conv_pages_before: sums.pages_before,
    nb_conversions_attrib: sums.attributed,
    nb_conversions_page_rate: sums.met === null ? undefined : share,
    nb_conversions_page_uniq: sums.met,
    revenue_attrib: money(sums.attributed_revenue),
    revenue_entry: money(sums.entered_revenue),
    nb_conversions_entry_rate: sums.entered_rate,
    revenue_per_entry: sums.entered_revenue_each,
    nb_conversions_entry: sums.entered,
  };
  return Object.fromEntries(
    Object.entries(cells).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value]])),
  );
}

function money(sum: number | null): number | null {
  return sum === null ? null : round(sum, 2);
}

/** Adds up what is known at two places of a tree, or at one from two statements. */
export function addPageGoals(before: PageGoalSums | undefined, more: Partial<PageGoalSums>): PageGoalSums {
  const sum = (figure: (typeof figures)[number]) => {
    const [one, other] = [before?.[figure] ?? null, more[figure] ?? null];
    return one === null ? other : other === null ? one : one + other;
  };
  return Object.fromEntries(figures.map((figure) => [figure, sum(figure)])) as unknown as PageGoalSums;
}
