import type { Answer, Cells, Row, Value } from "../catalog/table.ts";
import { actionsPerVisit } from "../reporting/visit-metrics.ts";

/**
 * The sums of all columns over all rows of a table; averages and rates have none.
 * NOTE matomo: where ratios of visits are added to rows, actions per visit are told of the totals too.
 */
export function totalsOf(answer: Answer, withRatios: boolean): Cells {
  if (answer.kind !== "table" || answer.rows.length === 0) return {};
  const { goals, ...totals } = addTotals(answer.rows.map(({ columns }: Row) => columns));
  return {
    ...totals,
    ...(isCells(goals) && { goals: inOrder(goals) }),
    ...(withRatios && { [actionsPerVisit.id]: actionsPerVisit.compute?.({ nb_actions: 0, nb_visits: 0, ...totals }) ?? 0 }),
  };
}

/** Carts and orders first, then goals by number. */
function inOrder(goals: Cells): Cells {
  const rank = (key: string) => (key.endsWith("Cart") ? -1 : key.endsWith("Order") ? 0 : Number(key.replace("idgoal=", "")));
  return Object.fromEntries(Object.entries(goals).toSorted(([one], [other]) => rank(one) - rank(other)));
}

/** Sums of several, column by column: the least and the most of those that say so. */
export function addTotals(all: readonly Cells[]): Cells {
  const totals: Record<string, Value> = {};
  for (const cells of all)
    for (const [id, value] of Object.entries(cells)) {
      const before = totals[id];
      const merged = merge(id, before, value);
      if (merged !== undefined) totals[id] = merged;
    }
  return totals;
}

function merge(id: string, before: Value | undefined, value: Value): Value | undefined {
  if (/^avg_|_rate$|_evolution$/.test(id) || id === "label") return undefined;
  if (isCells(value)) return addTotals([...(isCells(before) ? [before] : []), value]);
  if (typeof value !== "number") return undefined;
  if (typeof before !== "number") return value;
  if (id.startsWith("min_")) return Math.min(before, value);
  return id.startsWith("max_") ? Math.max(before, value) : before + value;
}

function isCells(value: Value | undefined): value is Cells {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
