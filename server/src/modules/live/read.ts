import { addDays } from "../../base/dates.ts";
import type { TableName } from "../../catalog/tables.ts";
import { type Sql, sql, typed } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { rowsOf, type Scope } from "../../reporting/source.ts";
import { selected } from "./columns.ts";
import type { VisitKey } from "./page.ts";
import { everything } from "./question.ts";
import type { ActionRow, ConversionRow, ItemRow, VisitRow } from "./rows.ts";

/** NOTE matomo: more of a visit's actions than these are counted, not told. */
export const mostActions = 500;

/** The rows of those visits, in the order of the keys. */
export async function readVisits(warehouse: Warehouse, keys: readonly VisitKey[]): Promise<readonly VisitRow[]> {
  const rows = await warehouse.query<VisitRow>(sql`SELECT ${selected.visits} FROM ${ofVisits("visits", keys)}`);
  const byVisit = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.flatMap((key) => byVisit.get(keyOf(key)) ?? []);
}

/** The actions of those visits in the order in which they were done, the first of each visit only where there are very many. */
export function readActions(warehouse: Warehouse, keys: readonly VisitKey[]): Promise<readonly ActionRow[]> {
  return warehouse.query(
    sql`SELECT ${selected.actions} FROM ${ofVisits("actions", keys)} ORDER BY site, visit, time, position LIMIT ${mostActions} BY site, visit`,
  );
}

/** Goals, orders and carts of those visits, the earliest first. */
export function readConversions(warehouse: Warehouse, keys: readonly VisitKey[]): Promise<readonly ConversionRow[]> {
  return warehouse.query(sql`SELECT ${selected.conversions} FROM ${ofVisits("conversions", keys)} ORDER BY site, visit, time, goal, slot`);
}

/**
 * What was in the orders and carts of those visits. NOTE matomo: products stand in the order in which they were first met on any site.
 */
export async function readItems(warehouse: Warehouse, keys: readonly VisitKey[], allSites: readonly number[]): Promise<readonly ItemRow[]> {
  const items = await warehouse.query<ItemRow>(
    sql`SELECT ${selected.items} FROM ${ofVisits("items", keys)} ORDER BY site, visit, order_id, sku`,
  );
  const skus = [...new Set(items.map(({ sku }) => sku))];
  if (skus.length < 2) return items;
  const met = await readByFirstMet(warehouse, allSites, skus);
  return items.toSorted((one, other) => met.indexOf(one.sku) - met.indexOf(other.sku));
}

/** Those products in the order in which they were first looked at, or had in a cart. */
async function readByFirstMet(warehouse: Warehouse, sites: readonly number[], skus: readonly string[]): Promise<readonly string[]> {
  const these = typed("Array(String)", skus);
  const looks = sql`SELECT assumeNotNull(product_sku) AS sku, position AS met, position FROM ${rowsOf("actions", everything(sites), sql`product_sku IN ${these}`)}`;
  // The hit that brought it into a cart may have been replaced by a later one, not so the beginning of the visit.
  const carts = sql`SELECT sku, visit AS met, position FROM ${rowsOf("items", everything(sites), sql`sku IN ${these}`)}`;
  const rows = await warehouse.query<{ sku: string }>(
    sql`SELECT sku FROM (${looks} UNION ALL ${carts}) GROUP BY sku ORDER BY min((met, position)), sku`,
  );
  return rows.map(({ sku }) => sku);
}

/** Tells apart the visits of all sites. */
export function keyOf({ site, visit }: Pick<VisitKey, "site" | "visit">): string {
  return `${site} ${visit}`;
}

/** The rows of a table that belong to those visits. */
function ofVisits(table: TableName, keys: readonly VisitKey[]): Sql {
  const these = sql`visit IN ${typed("Array(UInt64)", [...new Set(keys.map(({ visit }) => visit))])}`;
  const began = sql`start_day IN ${typed("Array(Date)", [...new Set(keys.map(({ start_day }) => start_day))])}`;
  return rowsOf(table, scopeOfVisits(keys), sql`${began} AND ${these}`);
}

/** A hit that came out of order may count for another day than those of the visit: the next ones on either side. */
function scopeOfVisits(keys: readonly VisitKey[]): Scope {
  const days = keys.flatMap(({ start_day, day }) => [start_day, day]).sort();
  const scope = everything([...new Set(keys.map(({ site }) => site))]);
  return { ...scope, from: addDays(days[0] ?? scope.from, -1), to: addDays(days.at(-1) ?? scope.to, 1) };
}
