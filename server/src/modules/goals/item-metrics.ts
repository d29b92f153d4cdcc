import { type Metric, metric } from "../../catalog/metric.ts";
import { sql } from "../../db/sql.ts";
import { quotient } from "../../reporting/rounding.ts";

/** When a product first turns up: it decides the order of rows. */
export const firstDay = metric({
  id: "first_day",
  name: "First day",
  unit: "number",
  sql: sql`min(toUInt32(day))`,
  merge: "min",
  hidden: true,
});
export const firstPosition = metric({
  id: "first_position",
  name: "First position",
  unit: "number",
  sql: sql`min(position)`,
  merge: "min",
  hidden: true,
});

/** Figures of products in orders, or in abandoned carts. */

const productRevenue = metric({ id: "revenue", name: "Product Revenue", unit: "money", sql: sql`sum(quantity * price)` });
const quantity = metric({ id: "quantity", name: "Quantity", unit: "count", sql: sql`sum(quantity)` });
const price = metric({ id: "price", name: "Price", unit: "money", sql: sql`sum(price)`, hidden: "always" });
const orders = metric({ id: "orders", name: "Unique Purchases", unit: "count", sql: sql`uniqExact(order_id)` });
const carts = metric({ id: "abandoned_carts", name: "Abandoned Carts", unit: "count", sql: sql`uniqExact(visit)` });

export const ofOrders: readonly Metric[] = [productRevenue, quantity, price, orders, firstDay];
export const ofCarts: readonly Metric[] = [productRevenue, quantity, price, carts, firstDay];

/** Figures of the views of products. */

export const viewPrice = metric({
  id: "price_viewed",
  name: "Price",
  unit: "money",
  sql: sql`ifNull(avg(product_price), 0)`,
  hidden: true,
});

export const ofViews: readonly Metric[] = [
  metric({
    id: "nb_visits",
    name: "Visits",
    docs: "Visits in which the product was looked at.",
    unit: "count",
    sql: sql`uniqExact(day, visit)`,
  }),
  metric({ id: "nb_uniq_visitors", name: "Unique visitors", unit: "count", sql: sql`uniqExact(visitor)`, span: "oneDay" }),
  metric({ id: "nb_actions", name: "Actions", docs: "How often the product was looked at.", unit: "count", sql: sql`count()` }),
  metric({
    id: "sum_daily_nb_uniq_visitors",
    name: "Unique visitors (sum of daily values)",
    unit: "count",
    sql: sql`uniqExact(day, visitor)`,
    span: "severalDays",
  }),
  viewPrice,
  firstDay,
  firstPosition,
];

/** Read only for what is worked out of them, and for the order of rows. */
export const unsaid: readonly Metric[] = [viewPrice, firstDay, firstPosition];

/** Worked out of both. A product that nobody bought has the price at which it was shown. */
export const itemRatios: readonly Metric[] = [
  metric({
    id: "avg_price",
    name: "Average Price",
    unit: "money",
    needs: ["price", "price_viewed", "orders", "abandoned_carts"],
    compute: (row) => (row.price ? quotient(Number(row.price), bought(row), 2) : quotient(Number(row.price_viewed), 1, 2)),
  }),
  metric({
    id: "avg_quantity",
    name: "Average Quantity",
    unit: "number",
    needs: ["quantity", "orders", "abandoned_carts"],
    compute: (row) => quotient(Number(row.quantity), bought(row), 1),
  }),
  metric({
    id: "conversion_rate",
    name: "Product Conversion Rate",
    unit: "percent",
    needs: ["nb_visits", "orders", "abandoned_carts"],
    compute: (row) => quotient(bought(row), Number(row.nb_visits), 4),
  }),
];

function bought(row: Parameters<NonNullable<Metric["compute"]>>[0]): number {
  return Number(row.orders) + Number(row.abandoned_carts);
}
