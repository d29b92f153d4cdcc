import type { Dimension, Moment } from "../catalog/dimension.ts";
import type { Goal } from "../catalog/hit.ts";
import type { ColumnValue, ConversionRow, ItemRow, Visit } from "../catalog/visit.ts";
import { join, name, sql } from "../db/sql.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { type ConversionRequest, readConversionRequest } from "./conversion-request.ts";
import {
  type ConversionBase,
  carriedValues,
  cartGoal,
  cartRemoval,
  cartRow,
  goalRow,
  itemRemoval,
  itemRow,
  orderGoal,
  orderRow,
  rowKey,
} from "./conversion-row.ts";
import { oneForEachSku, readItems } from "./ecommerce.ts";
import { isOfVisits } from "./rows-of-visits.ts";

/** What tracking must remember of a visit's conversions: all of it can be read back from the warehouse. */
export interface VisitConversions {
  /** Goals that count once a visit and have been converted. */
  readonly goals: ReadonlySet<number>;
  readonly orders: ReadonlySet<string>;
  /** The open cart; undefined where there is none. */
  readonly cart: Cart | undefined;
  /** When the last of them happened, in seconds since 1970; 0 where there is none. */
  readonly until: number;
}

export interface Cart {
  readonly skus: ReadonlySet<string>;
  /** Values with which it began and which it keeps, also as an order, by column. */
  readonly kept: Readonly<Record<string, ColumnValue>>;
}

export const emptyConversions: VisitConversions = { goals: new Set(), orders: new Set(), cart: undefined, until: 0 };

export interface ConversionInput {
  /** The visit with the hit's action applied to it, and as it was before. */
  readonly moment: Moment;
  /** The visit's conversions before this hit. */
  readonly conversions: VisitConversions;
  /** The dimensions whose visit columns stand on conversions too. */
  readonly onConversions: readonly Dimension[];
  /** Columns that differ on conversions from those of the visit, such as the referrer that earned them. */
  readonly attributed?: Readonly<Record<string, ColumnValue>>;
  /** Whether an order of that id has been placed on the site before, in any visit. */
  readonly isKnownOrder: (orderId: string) => boolean;
}

export interface ConversionResult {
  /**
   * Whether the visit counts as converted by this hit: true for goals and orders, also for those already counted. Carts are no conversion.
   */
  readonly converted: boolean;
  readonly conversions: readonly ConversionRow[];
  readonly items: readonly ItemRow[];
  /** The visit's conversions after this hit. */
  readonly state: VisitConversions;
}

/** Works out which rows of conversions and items a hit leads to. Pure: the same input has the same result. */
export function convert(input: ConversionInput): ConversionResult {
  const { moment, conversions: state, onConversions, attributed } = input;
  const request = readConversionRequest(moment.hit, moment.before);
  if (request.kind === "none") return { converted: false, conversions: [], items: [], state };
  const base: ConversionBase = { ...carriedValues(moment.visit, onConversions), ...attributed, ...rowKey(moment) };
  const result = resultOf(request, base, input);
  const until = result.conversions.length > 0 ? Math.max(state.until, moment.hit.time) : state.until;
  return { ...result, state: { ...result.state, until } };
}

function resultOf(request: Exclude<ConversionRequest, { kind: "none" }>, base: ConversionBase, input: ConversionInput): ConversionResult {
  switch (request.kind) {
    case "goals":
      return convertGoals(request.goals, base, input);
    case "order":
      return placeOrder(request, base, input);
    case "cart":
      return changeCart(base, input);
  }
}

function convertGoals(goals: readonly Goal[], base: ConversionBase, { moment, conversions: state }: ConversionInput): ConversionResult {
  const counted = goals.filter((goal) => goal.multiple || !state.goals.has(goal.id));
  const once = counted.filter((goal) => !goal.multiple).map((goal) => goal.id);
  return {
    converted: true,
    conversions: counted.map((goal) => goalRow(base, goal, moment)),
    items: [],
    state: { ...state, goals: new Set([...state.goals, ...once]) },
  };
}

/** An order replaces the visit's cart. One whose id the site has had changes nothing but the visit itself. */
function placeOrder({ orderId }: ConversionRequest & { kind: "order" }, base: ConversionBase, input: ConversionInput): ConversionResult {
  const { moment, conversions: state, isKnownOrder } = input;
  if (state.orders.has(orderId) || isKnownOrder(orderId)) return { converted: true, conversions: [], items: [], state };
  const items = readItems(moment.hit.params);
  const key = rowKey(moment);
  const inCart = state.cart?.skus ?? new Set();
  return {
    converted: true,
    conversions: [...(state.cart ? [cartRemoval(key)] : []), orderRow({ ...base, ...state.cart?.kept }, orderId, items, moment)],
    items: [
      ...[...inCart].map((sku) => itemRemoval(key, "", sku)),
      ...oneForEachSku(items, inCart).map((item) => itemRow(key, orderId, item)),
    ],
    state: { ...state, orders: new Set([...state.orders, orderId]), cart: undefined },
  };
}

/** A cart is always told whole: what it no longer lists has been taken out. */
function changeCart(base: ConversionBase, { moment, conversions: state, onConversions }: ConversionInput): ConversionResult {
  const key = rowKey(moment);
  const listed = readItems(moment.hit.params);
  const before = state.cart?.skus ?? new Set();
  const kept =
    state.cart?.kept ??
    carriedValues(
      moment.visit,
      onConversions.filter(({ keptInCart }) => keptInCart),
    );
  const items = oneForEachSku(listed, before);
  const skus = new Set(items.map((item) => item.sku));
  return {
    converted: false,
    conversions: [cartRow({ ...base, ...kept }, listed, moment.hit)],
    items: [
      ...[...before].filter((sku) => !skus.has(sku)).map((sku) => itemRemoval(key, "", sku)),
      ...items.map((item) => itemRow(key, "", item)),
    ],
    state: { ...state, cart: { skus, kept } },
  };
}

interface LoadedConversions {
  readonly visit: number;
  readonly goals: readonly number[];
  readonly orders: readonly string[];
  readonly carts: number;
  readonly until: number;
  readonly [kept: `kept_${string}`]: ColumnValue;
}

/** Reads the conversions of visits back from the warehouse, into `conversions` of each; `keptInCart` are columns that carts keep. */
export async function loadConversions(
  warehouse: Warehouse,
  visits: readonly { readonly visit: Visit; conversions: VisitConversions }[],
  keptInCart: readonly string[],
): Promise<void> {
  if (visits.length === 0) return;
  const ofVisits = isOfVisits(visits.map(({ visit }) => visit));
  const values = keptInCart.map((column) => sql`, anyIf(${name(column)}, goal = ${cartGoal}) AS ${name(`kept_${column}`)}`);
  const rows = await warehouse.query<LoadedConversions>(
    sql`SELECT visit, groupArrayIf(goal, goal > ${orderGoal} AND slot = '') AS goals, groupArrayIf(slot, goal = ${orderGoal}) AS orders, countIf(goal = ${cartGoal}) AS carts, toUnixTimestamp(max(time)) AS until${join(values, "")}
      FROM conversions FINAL WHERE ${ofVisits} GROUP BY visit`,
    { lane: "writer" },
  );
  if (rows.length === 0) return;
  const inCarts = await warehouse.query<{ visit: number; skus: string[] }>(
    sql`SELECT visit, groupArray(sku) AS skus FROM items FINAL WHERE ${ofVisits} AND order_id = '' GROUP BY visit`,
    { lane: "writer" },
  );
  const skusOf = new Map(inCarts.map(({ visit, skus }) => [visit, skus]));
  const cartOf = (row: LoadedConversions): Cart => ({
    skus: new Set(skusOf.get(row.visit)),
    kept: Object.fromEntries(keptInCart.map((column) => [column, row[`kept_${column}`] ?? null])),
  });
  const found = new Map(
    rows.map((row): [number, VisitConversions] => [
      row.visit,
      { goals: new Set(row.goals), orders: new Set(row.orders), cart: row.carts > 0 ? cartOf(row) : undefined, until: row.until },
    ]),
  );
  for (const open of visits) open.conversions = found.get(open.visit.visit) ?? emptyConversions;
}
