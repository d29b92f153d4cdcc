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

const nothingKnown: PageGoalSums = {
  met: null,
  met_revenue: null,
  pages_before: null,
  attributed: null,
  attributed_revenue: null,
  entered: null,
  entered_revenue: null,
  entered_rate: null,
  entered_revenue_each: null,
};

const figures = Object.keys(nothingKnown) as readonly (keyof PageGoalSums)[];

/**
 * The cells of goals in a row, by goal; none where the page has to do with no conversion. `conversions` are all those of each goal.
 * NOTE matomo: rows that come below others do not tell the share of conversions that a page had a part in: it is 0 there.
 */
export function pageGoalCells(
  goals: ReadonlyMap<number, PageGoalSums>,
  conversions: ReadonlyMap<number, number> | undefined,
): Cells | undefined {
  if (goals.size === 0) return undefined;
  const rows = [...goals].sort(([one], [other]) => one - other);
  return Object.fromEntries(rows.map(([goal, sums]) => [`idgoal=${goalName(goal)}`, cellsOf(sums, goal, conversions)]));
}

function cellsOf(sums: PageGoalSums, goal: number, conversions: ReadonlyMap<number, number> | undefined): Cells {
  const share = conversions
    ? Math.min(1, quotient(sums.met ?? 0, conversions.get(goal) ?? 0, 3))
    : sums.attributed === null
      ? undefined
      : 0;
  return told({
    nb_conversions: sums.met,
    revenue: rounded(sums.met_revenue, 2),
    nb_conv_pages_before: sums.pages_before,
    nb_conversions_attrib: rounded(sums.attributed, 4),
    nb_conversions_page_rate: sums.met === null ? undefined : share,
    nb_conversions_page_uniq: sums.met,
    revenue_attrib: rounded(sums.attributed_revenue, 2),
    revenue_entry: rounded(sums.entered_revenue, 2),
    nb_conversions_entry_rate: rounded(sums.entered_rate, 3),
    revenue_per_entry: rounded(sums.entered_revenue_each, 3),
    nb_conversions_entry: sums.entered,
  });
}

/** Those cells that there are. */
function told(cells: Readonly<Record<string, number | null | undefined>>): Cells {
  const known: Record<string, number> = {};
  for (const name in cells) {
    const value = cells[name];
    if (value !== null && value !== undefined) known[name] = value;
  }
  return known;
}

/** Parts that were rounded are added up in whatever order they come: what that leaves behind their last decimal is no part of the sum. */
function rounded(sum: number | null, decimals: number): number | null {
  return sum === null ? null : round(sum, decimals);
}

/** Adds up what is known at two places of a tree, or at one from two statements. */
export function addPageGoals(before: PageGoalSums | undefined, more: Partial<PageGoalSums>): PageGoalSums {
  const sums: { -readonly [figure in keyof PageGoalSums]: number | null } = { ...(before ?? nothingKnown) };
  for (const figure of figures) {
    const [one, other] = [sums[figure], more[figure] ?? null];
    sums[figure] = one === null ? other : other === null ? one : one + other;
  }
  return sums;
}
