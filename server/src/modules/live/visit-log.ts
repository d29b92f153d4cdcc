import { groupBy } from "../../base/group-by.ts";
import type { Cells } from "../../catalog/table.ts";
import type { Records } from "../../db/records.ts";
import { type Site, siteIds } from "../../db/sites.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { flatFields } from "./flat-fields.ts";
import { type LifetimeOrders, lifetimeFields, readLifetimeOrders } from "./lifetime-orders.ts";
import type { FoundVisit, VisitKey } from "./page.ts";
import { keyOf, readActions, readConversions, readItems, readVisits } from "./read.ts";
import type { VisitRow } from "./rows.ts";
import { readSiteFacts, type SiteFacts } from "./site-facts.ts";
import { actionDetails, type VisitDetails } from "./visit-actions.ts";
import { conductFields, visitDimensionFields } from "./visit-conduct.ts";
import { deviceFields, pluginFields } from "./visit-device.ts";
import { identityFields } from "./visit-identity.ts";
import { locationFields } from "./visit-location.ts";
import { referrerFields } from "./visit-referrer.ts";
import { recencyFields, timeFields } from "./visit-times.ts";

/** How visits are told. */
export interface Telling {
  /** Whether the caller may not know who the visitors are. */
  readonly anonymous: boolean;
  readonly withActions: boolean;
  /** Whether what is in the list of actions is told beside it too. */
  readonly flat: boolean;
}

export interface LogStores {
  readonly warehouse: Warehouse;
  readonly records: Records;
}

/** Visits whose actions are in memory at once. */
const visitsAtOnce = 1000;

/** All that is known of those visits of those sites, in their order. */
export async function tellVisits(
  { warehouse, records }: LogStores,
  found: readonly FoundVisit[],
  sites: readonly Site[],
  telling: Telling,
): Promise<readonly Cells[]> {
  const context = { facts: await readSiteFacts(records, sites), allSites: await siteIds(records), telling };
  const told: Cells[] = [];
  for (let start = 0; start < found.length; start += visitsAtOnce)
    told.push(...(await tellSome(warehouse, found.slice(start, start + visitsAtOnce), context)));
  return told;
}

interface TellingContext {
  readonly facts: ReadonlyMap<number, SiteFacts>;
  readonly allSites: readonly number[];
  readonly telling: Telling;
}

async function tellSome(warehouse: Warehouse, found: readonly FoundVisit[], context: TellingContext): Promise<readonly Cells[]> {
  const { facts, telling } = context;
  const inShops = found.filter(({ site }) => facts.get(site)?.ecommerce);
  const [orders, visits, detailsOf] = await Promise.all([
    readLifetimeOrders(warehouse, inShops),
    readVisits(warehouse, found),
    readDetails(warehouse, found, context),
  ]);
  return visits.flatMap((visit) => {
    const site = facts.get(visit.site);
    return site ? [visitFields(visit, detailsOf(visit), { site, orders, telling })] : [];
  });
}

/** Conversions are counted even where no actions are told. */
async function readDetails(
  warehouse: Warehouse,
  keys: readonly VisitKey[],
  { allSites, telling: { withActions } }: TellingContext,
): Promise<(visit: VisitRow) => VisitDetails> {
  const readSales = async () => {
    const conversions = await readConversions(warehouse, keys);
    const sold = withActions && conversions.some(({ goal }) => goal <= 0);
    return { conversions, items: sold ? await readItems(warehouse, keys, allSites) : [] };
  };
  const [{ conversions, items }, actions] = await Promise.all([readSales(), withActions ? readActions(warehouse, keys) : []]);
  const grouped = { conversions: byVisit(conversions), actions: byVisit(actions), items: byVisit(items) };
  return (visit) => ({
    conversions: grouped.conversions.get(keyOf(visit)) ?? [],
    actions: grouped.actions.get(keyOf(visit)) ?? [],
    items: grouped.items.get(keyOf(visit)) ?? [],
  });
}

function byVisit<Row extends Pick<VisitKey, "site" | "visit">>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  return groupBy(rows, keyOf);
}

interface VisitContext {
  readonly site: SiteFacts;
  readonly orders: LifetimeOrders;
  readonly telling: Telling;
}

function visitFields(visit: VisitRow, details: VisitDetails, { site, orders, telling }: VisitContext): Cells {
  const actions = telling.withActions ? actionDetails(visit, details, site) : { actionDetails: [] };
  // Not spread: an object of so many properties takes V8 seventy times as long that way.
  return Object.assign(
    {},
    identityFields(visit, site, telling),
    actions,
    { goalConversions: details.conversions.filter(({ goal }) => goal > 0).length },
    timeFields(visit, site),
    conductFields(visit),
    recencyFields(visit),
    referrerFields(visit),
    deviceFields(visit),
    pluginFields(visit),
    locationFields(visit),
    site.ecommerce ? lifetimeFields(visit, orders) : {},
    visitDimensionFields(visit, site),
    telling.flat ? flatFields(actions.actionDetails as readonly Cells[]) : {},
  );
}
