import type { Hit, HitParams } from "./hit.ts";

/**
 * What a shop tells with a request: an order, or the cart as it now stands; undefined where the request is about neither. Shared by
 * tracking, which writes orders and carts, and by the dimensions that follow them.
 */
export function shopRequest({ params, isPing }: Pick<Hit, "params" | "isPing">): "order" | "cart" | undefined {
  if (isPing || params.integer("idgoal", -1) !== 0) return undefined;
  return bringsOrder(params) ? "order" : "cart";
}

/** Whether the request names an order. NOTE matomo: the order id `0` counts as none. */
export function bringsOrder(params: HitParams): boolean {
  const order = params.text("ec_id");
  return order !== "" && order !== "0";
}
