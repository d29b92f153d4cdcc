import { round } from "../../base/rounding.ts";
import type { Cells } from "../../catalog/table.ts";
import { sql, typed } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { rowsOf } from "../../reporting/source.ts";
import type { FoundVisit } from "./page.ts";
import { everything } from "./question.ts";
import { keyOf } from "./read.ts";
import { shownVisitor, visitsOnceOf } from "./visitors.ts";

interface Sums {
  readonly total: number;
  readonly count: number;
  readonly pieces: number;
}

/** Orders (the goal 0) or carts (-1) of one visit. */
interface VisitSums extends Sums, Key {
  readonly goal: number;
}

type Key = Pick<FoundVisit, "site" | "start_day" | "visit">;
type Whose = Pick<FoundVisit, "site" | "visitor">;

/** What visitors have ordered and left in carts, in all their visits to a site. */
export type LifetimeOrders = (visit: Whose, goal: 0 | -1) => Sums;

/** Reads it for all visitors of these visits at once. */
export async function readLifetimeOrders(warehouse: Warehouse, visits: readonly FoundVisit[]): Promise<LifetimeOrders> {
  const ofVisits = visits.length > 0 ? await readSums(warehouse, visits) : [];
  const ownerOf = await findOwners(warehouse, ofVisits, visits);
  const found = new Map<string, Sums>();
  for (const each of ofVisits) {
    const key = `${each.site} ${ownerOf(each)} ${each.goal}`;
    found.set(key, added(found.get(key) ?? none, each));
  }
  return ({ site, visitor }, goal) => found.get(`${site} ${visitor} ${goal}`) ?? none;
}

const none: Sums = { total: 0, count: 0, pieces: 0 };

function added(one: Sums, other: Sums): Sums {
  return { total: one.total + other.total, count: one.count + other.count, pieces: one.pieces + other.pieces };
}

/** Orders and carts of all visits that were these visitors' at one time. */
function readSums(warehouse: Warehouse, visits: readonly Whose[]): Promise<readonly VisitSums[]> {
  const scope = everything([...new Set(visits.map(({ site }) => site))]);
  const theirs = visitsOnceOf(
    scope.sites,
    visits.map(({ visitor }) => visitor),
  );
  return warehouse.query(
    sql`SELECT site, start_day, visit, goal, sum(round(ifNull(revenue, 0), 2)) AS total, count() AS count, sum(ifNull(items, 0)) AS pieces
      FROM ${rowsOf("conversions", scope, sql`goal <= 0 AND (site, start_day, visit) IN (${theirs})`)} GROUP BY site, start_day, visit, goal`,
  );
}

/** Whose these visits are now: a visitor can become another one in the midst of a visit. Of some that is known already. */
async function findOwners(
  warehouse: Warehouse,
  visits: readonly Key[],
  known: readonly FoundVisit[],
): Promise<(visit: Key) => string | undefined> {
  const owners = new Map(known.map((visit) => [keyOf(visit), visit.visitor]));
  const unknown = visits.filter((visit) => !owners.has(keyOf(visit)));
  for (const visit of unknown.length > 0 ? await readOwners(warehouse, unknown) : []) owners.set(keyOf(visit), visit.visitor);
  return (visit) => owners.get(keyOf(visit));
}

function readOwners(warehouse: Warehouse, visits: readonly Key[]): Promise<readonly (Key & Whose)[]> {
  const scope = everything([...new Set(visits.map(({ site }) => site))]);
  const days = typed("Array(Date)", [...new Set(visits.map(({ start_day }) => start_day))]);
  const ids = typed("Array(UInt64)", [...new Set(visits.map(({ visit }) => visit))]);
  return warehouse.query(
    sql`SELECT site, start_day, visit, ${shownVisitor("visitor")} AS visitor FROM ${rowsOf("visits", scope, sql`start_day IN ${days} AND visit IN ${ids}`)}`,
  );
}

/** What the visitor has ordered, and left in carts, so far. */
export function lifetimeFields(visit: Whose, orders: LifetimeOrders): Cells {
  const [ordered, abandoned] = [orders(visit, 0), orders(visit, -1)];
  return {
    totalEcommerceRevenue: round(ordered.total, 2),
    totalEcommerceConversions: ordered.count,
    totalEcommerceItems: ordered.pieces,
    totalAbandonedCartsRevenue: round(abandoned.total, 2),
    totalAbandonedCarts: abandoned.count,
    totalAbandonedCartsItems: abandoned.pieces,
  };
}
