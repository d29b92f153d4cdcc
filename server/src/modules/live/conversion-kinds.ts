import { round } from "../../base/rounding.ts";
import type { Cells } from "../../catalog/table.ts";
import { icons } from "./action-kinds.ts";
import { asSiteHasIt } from "./page-address.ts";
import type { ConversionRow, ItemRow } from "./rows.ts";
import { revenueText, type SiteFacts } from "./site-facts.ts";
import { conversionReferrerFields } from "./visit-referrer.ts";

/** What the log tells of a goal, an order or a cart. `items` are those of the visit, `pageview` is the id of the page it happened on. */
export function conversionFields(conversion: ConversionRow, items: readonly ItemRow[], pageview: string | null, site: SiteFacts): Cells {
  const shared = {
    revenue: round(conversion.revenue ?? 0, 2),
    idpageview: pageview,
    ...conversionReferrerFields(conversion.referrer_type, conversion.referrer_name, conversion.referrer_keyword),
  };
  if (conversion.goal > 0) return { ...shared, ...goalFields(conversion, shared.revenue, site) };
  const own = items.filter((item) => item.order_id === conversion.order_id);
  const sums = `${revenueText(shared.revenue, site)} - ${conversion.items ?? 0} items`;
  return {
    ...shared,
    ...(conversion.goal === 0 ? orderFields(conversion) : cartFields),
    items: conversion.items ?? 0,
    itemDetails: own.map(itemFields),
    // NOTE matomo: a bracket closes that was never opened.
    subtitle: `${sums}: ${own.map(({ name }) => name).join(", ")})`,
  };
}

/** NOTE matomo: a goal that was deleted has neither name nor number any more. */
function goalFields({ goal, url, action }: ConversionRow, revenue: number, site: SiteFacts): Cells {
  const name = site.goals.get(goal) ?? null;
  return {
    type: "goal",
    goalName: name,
    goalId: name === null ? null : goal,
    goalPageId: action,
    url: asSiteHasIt(url, site),
    title: "Goal conversion",
    subtitle: revenue ? `${name ?? ""} (${revenueText(revenue, site)})` : name,
    ...icons("goal"),
  };
}

function orderFields(order: ConversionRow): Cells {
  return {
    type: "ecommerceOrder",
    orderId: order.order_id,
    revenueSubTotal: round(order.revenue_subtotal ?? 0, 2),
    revenueTax: round(order.revenue_tax ?? 0, 2),
    revenueShipping: round(order.revenue_shipping ?? 0, 2),
    revenueDiscount: round(order.revenue_discount ?? 0, 2),
    title: `Ordered (${order.order_id})`,
    ...icons("ecommerceOrder"),
  };
}

const cartFields: Cells = { type: "ecommerceAbandonedCart", title: "Abandoned Cart", ...icons("ecommerceAbandonedCart") };

function itemFields({ sku, name, categories, price, quantity }: ItemRow): Cells {
  const named = categories.filter((category) => category !== "");
  return {
    itemSKU: sku,
    itemName: name,
    itemCategory: categories[0] || null,
    price: round(price, 2),
    quantity,
    categories: named,
  };
}
