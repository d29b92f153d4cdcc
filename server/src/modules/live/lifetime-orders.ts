import { round } from "../../base/rounding.ts";
import type { Cells } from "../../catalog/table.ts";
import { sql, typed } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { rowsOf } from "../../reporting/source.ts";
import { everything } from "./question.ts";
import type { VisitRow } from "./rows.ts";

interface Sums {
  readonly site: number;
  readonly visitor: string;
  /** 0 for orders, -1 for carts. */
  readonly goal: number;
  readonly total: number;
  readonly count: number;
  readonly pieces: number;
}

/** What visitors have ordered and left in carts, in all their visits to a site. */
export type LifetimeOrders = (visit: VisitRow, goal: 0 | -1) => Pick<Sums, "total" | "count" | "pieces">;

const none = { total: 0, count: 0, pieces: 0 };

/** Reads it for all visitors of these visits at once. */
export async function readLifetimeOrders(warehouse: Warehouse, visits: readonly VisitRow[]): Promise<LifetimeOrders> {
  const sums = visits.length > 0 ? await querySums(warehouse, visits) : [];
  const found = new Map(sums.map((each) => [`${each.site} ${each.visitor} ${each.goal}`, each]));
  return ({ site, visitor }, goal) => found.get(`${site} ${visitor} ${goal}`) ?? none;
}

function querySums(warehouse: Warehouse, visits: readonly VisitRow[]): Promise<readonly Sums[]> {
  const scope = everything([...new Set(visits.map(({ site }) => site))]);
  const sites = typed("Array(UInt32)", scope.sites);
  const visitors = typed("Array(UInt64)", [...new Set(visits.map(({ visitor }) => BigInt(`0x${visitor}`)))]);
  // The index of visitors finds their visits; one whose visitor became another since is not theirs any more.
  const theirs = sql`(site, start_day, visit) IN (SELECT site, start_day, visit FROM visitors WHERE site IN ${sites} AND visitor IN ${visitors})`;
  return warehouse.query(
    sql`SELECT site, leftPad(lower(hex(owner)), 16, '0') AS visitor, goal,
        sum(round(ifNull(revenue, 0), 2)) AS total, count() AS count, sum(ifNull(items, 0)) AS pieces
      FROM ${rowsOf("conversions", scope, sql`goal <= 0 AND ${theirs}`)} AS conversion
      INNER JOIN (SELECT site, start_day, visit, visitor AS owner FROM ${rowsOf("visits", scope, sql`visitor IN ${visitors} AND ${theirs}`)}) AS visit
      USING (site, start_day, visit) GROUP BY site, owner, goal`,
  );
}

/** What the visitor has ordered, and left in carts, so far. */
export function lifetimeFields(visit: VisitRow, orders: LifetimeOrders): Cells {
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
