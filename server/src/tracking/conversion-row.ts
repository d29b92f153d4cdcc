import type { Dimension, Moment } from "../catalog/dimension.ts";
import type { Goal, Hit } from "../catalog/hit.ts";
import type { ColumnValue, ConversionRow, ItemRow } from "../catalog/visit.ts";
import { countPieces, type Item, readOrderSums, roundMoney } from "./ecommerce.ts";
import { isEventGoal } from "./goal-match.ts";
import { cleanPageUrl } from "./page-url.ts";

/** Goals that are none: their numbers on the wire and in the warehouse. */
export const orderGoal = 0;
export const cartGoal = -1;

/** What all rows have in common that a hit writes. */
export type RowKey = Pick<ItemRow, "site" | "start_day" | "visit" | "position" | "day" | "visitor" | "time">;

export function rowKey({ hit, visit }: Moment): RowKey {
  const { site, start_day, visit: id, visitor } = visit;
  return { site, start_day, visit: id, position: hit.position, day: hit.day, visitor, time: hit.time };
}

/** What all conversions of a hit have in common: its key, and values of the visit by column. */
export interface ConversionBase extends RowKey {
  readonly [column: string]: ColumnValue;
}

/** The visit's values that conversions carry, by column. */
export function carriedValues(visit: Moment["visit"], dimensions: readonly Dimension[]): Readonly<Record<string, ColumnValue>> {
  const carried: Record<string, ColumnValue> = {};
  for (const { column } of dimensions) {
    const value = column && visit[column.name];
    if (column && value !== undefined) carried[column.name] = value;
  }
  return carried;
}

/** A goal's conversion. Goals that count once have one slot in a visit; the others one for each hit. */
export function goalRow(base: ConversionBase, goal: Goal, moment: Moment): ConversionRow {
  const { hit } = moment;
  return {
    ...base,
    goal: goal.id,
    slot: goal.multiple ? String(hit.position) : "",
    is_deleted: 0,
    revenue: goalRevenue(goal, hit),
    url: hit.action?.fullUrl ?? cleanPageUrl(hit.params.text("url"), hit.site),
    action: hit.action ? hit.position : null,
    pageviews_before: pageviewsBefore(moment),
  };
}

export function orderRow(base: ConversionBase, orderId: string, items: readonly Item[], moment: Moment): ConversionRow {
  const { params } = moment.hit;
  const revenue = roundMoney(params.number("revenue") ?? 0);
  const { subtotal, tax, shipping, discount } = readOrderSums(params);
  return {
    ...base,
    goal: orderGoal,
    slot: orderId,
    is_deleted: 0,
    order_id: orderId,
    revenue,
    revenue_order: revenue,
    revenue_subtotal: subtotal,
    revenue_tax: tax,
    revenue_shipping: shipping,
    revenue_discount: discount,
    items: countPieces(items),
    pageviews_before: pageviewsBefore(moment),
  };
}

export function cartRow(base: ConversionBase, items: readonly Item[], { params }: Hit): ConversionRow {
  const revenue = roundMoney(params.number("revenue") ?? 0);
  return { ...base, goal: cartGoal, slot: "", is_deleted: 0, revenue, revenue_cart: revenue, items: countPieces(items) };
}

/** Takes the visit's cart away, for the order that it became. */
export function cartRemoval(key: RowKey): ConversionRow {
  return { ...key, goal: cartGoal, slot: "", is_deleted: 1 };
}

/** An item of the order, or of the cart where `orderId` is empty. */
export function itemRow(key: RowKey, orderId: string, item: Item): ItemRow {
  return { ...key, ...item, order_id: orderId, is_deleted: 0 };
}

export function itemRemoval(key: RowKey, orderId: string, sku: string): ItemRow {
  return { ...key, order_id: orderId, sku, is_deleted: 1 };
}

/** The request's own revenue, else the goal's. NOTE matomo: an event's value, where the goal asks for it, goes before both, unrounded. */
function goalRevenue(goal: Goal, { params }: Hit): number {
  const eventValue = goal.eventValueAsRevenue && isEventGoal(goal) ? params.number("e_v") : undefined;
  return eventValue ?? roundMoney(params.number("revenue") ?? goal.revenue);
}

/** Pageviews of the visit up to and with this hit. */
function pageviewsBefore({ hit, before }: Moment): number {
  const earlier = Number(before?.total_interactions ?? 0) - Number(before?.total_searches ?? 0);
  return earlier + (hit.action?.kind === "pageview" ? 1 : 0);
}
