import type { Moment } from "../../catalog/dimension.ts";
import { bringsOrder, shopRequest } from "../../catalog/shop-request.ts";

/** How a visit stands with the shop: as it is stored, as segments name it, and as people read it. */
export const buyerStatuses = [
  { stored: 0, segment: "none", label: "None" },
  { stored: 1, segment: "ordered", label: "Ordered" },
  { stored: 2, segment: "abandonedCart", label: "Abandoned Cart" },
  { stored: 3, segment: "orderedThenAbandonedCart", label: "Ordered then Abandoned Cart" },
] as const;

export type BuyerStatus = (typeof buyerStatuses)[number]["stored"];

/** The status after a hit. An order settles any cart; a cart after an order is another story than one without. */
export function buyerStatusAfter(status: number, { hit }: Pick<Moment, "hit">): number {
  switch (shopRequest(hit)) {
    case "order":
      return 1;
    case "cart":
      return status === 1 || status === 3 ? 3 : 2;
    case undefined:
      return status;
  }
}

/**
 * Seconds since the visitor's last order as a visit begins, null where there was none. NOTE matomo: they are counted from the beginning of
 * the visit that ordered, and any request with an order id puts them to 0, even one that is no order.
 */
export function secondsSinceOrder({ hit, previous }: Moment): number | null {
  if (bringsOrder(hit.params)) return 0;
  const earlier = previous?.seconds_since_order;
  if (!previous || typeof earlier !== "number") return null;
  return Math.max(0, earlier + hit.time - previous.first_time);
}
