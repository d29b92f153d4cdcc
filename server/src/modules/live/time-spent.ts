import { actionTypes } from "../actions/dimensions.ts";
import type { ActionRow, VisitRow } from "./rows.ts";

/** Seconds below which the rest of a visit says nothing about its last page. */
const leastRest = 10;

/**
 * Seconds spent on each page view of a visit, by position: the time until the next one. On the last one it is what heartbeats and
 * conversions show, where that is more than ten seconds.
 */
export function timeSpentOnPages(actions: readonly ActionRow[], visit: VisitRow): ReadonlyMap<number, number> {
  const spent = new Map<number, number>();
  let page: ActionRow | undefined;
  for (const action of actions) {
    if (page) spent.set(page.position, (spent.get(page.position) ?? 0) + action.time_spent_ref);
    if (action.type !== actionTypes.pageview) continue;
    page = action;
    spent.set(action.position, 0);
  }
  if (page) {
    const rest = visit.total_time - (page.time - visit.first_time);
    if (rest > leastRest) spent.set(page.position, rest);
  }
  return spent;
}
