import { type Dimension, dimension, type Moment, type TableName } from "../../catalog/dimension.ts";
import { bringsOrder } from "../../catalog/shop-request.ts";
import { name, sql } from "../../db/sql.ts";
import { buyerStatusAfter, buyerStatuses, secondsSinceOrder } from "./buyer.ts";
import { readViewedCategories } from "./viewed-categories.ts";

const secondsPerDay = 86_400;

const category = "Ecommerce";

/** Places that a product's categories can have. */
const places = [1, 2, 3, 4, 5] as const;

const zeroOnOrder = ({ hit }: Moment) => (bringsOrder(hit.params) ? 0 : undefined);

/** A parameter of a product view: null where the page says nothing, empty text where it says that there is none. */
const textOrNull =
  (name: string) =>
  ({ hit }: Moment): string | null =>
    hit.params.has(name) ? hit.params.text(name) : null;

export const buyerStatus = dimension({
  id: "visitEcommerceStatus",
  name: "Visit Ecommerce status at the end of the visit",
  column: { table: "visits", name: "goal_buyer", type: "UInt8" },
  fill: (moment) => buyerStatusAfter(0, moment),
  update: (moment) => buyerStatusAfter(Number(moment.visit.goal_buyer), moment),
  values: buyerStatuses.map(({ stored }) => stored),
  label: (value) => buyerStatuses.find(({ stored }) => String(stored) === value)?.label ?? value,
  segmentValue: (value) => buyerStatuses.find(({ stored }) => String(stored) === value)?.segment ?? value,
  segment: {
    name: "visitEcommerceStatus",
    accepts: buyerStatuses.map(({ segment }) => segment).join(", "),
    toStored: (value) => buyerStatuses.find(({ stored, segment }) => segment === value || String(stored) === value)?.stored,
  },
});

export const secondsSinceLastOrder = dimension({
  id: "secondsSinceLastEcommerceOrder",
  name: "Seconds since last Ecommerce order",
  column: { table: "visits", name: "seconds_since_order", type: "Nullable(UInt32)" },
  fill: secondsSinceOrder,
  update: zeroOnOrder,
  onConversions: true,
  segment: { name: "secondsSinceLastEcommerceOrder", type: "metric" },
});

/** Whole days of 24 hours. */
export const daysSinceLastOrder = dimension({
  id: "daysSinceLastEcommerceOrder",
  name: "Days since last Ecommerce order",
  column: { table: "visits", name: "days_since_order", type: "Nullable(UInt32)" },
  fill: (moment) => {
    const seconds = secondsSinceOrder(moment);
    return seconds === null ? null : Math.floor(seconds / secondsPerDay);
  },
  update: zeroOnOrder,
  segment: { name: "daysSinceLastEcommerceOrder", type: "metric" },
});

/** Empty for carts and goals. */
export const orderId = dimension({
  id: "orderId",
  name: "Order ID",
  plural: "Orders",
  column: { table: "conversions", name: "order_id", type: "String" },
  segment: { name: "orderId", category, type: "metric" },
});

/** The revenue of orders alone, so that a segment on it asks one column; null for all else. */
export const orderRevenue = dimension({
  id: "revenueOrder",
  name: "Order Revenue",
  column: { table: "conversions", name: "revenue_order", type: "Nullable(Float64)" },
  segment: { name: "revenueOrder", category, type: "metric", apart: true },
});

/** The same of open carts. */
export const cartRevenue = dimension({
  id: "revenueAbandonedCart",
  name: "Revenue Left In Cart",
  column: { table: "conversions", name: "revenue_cart", type: "Nullable(Float64)" },
  segment: { name: "revenueAbandonedCart", category, type: "metric", apart: true },
});

export const subtotal = dimension({
  id: "revenueSubtotal",
  name: "Subtotal",
  column: { table: "conversions", name: "revenue_subtotal", type: "Nullable(Float64)" },
});

export const tax = dimension({
  id: "revenueTax",
  name: "Tax",
  column: { table: "conversions", name: "revenue_tax", type: "Nullable(Float64)" },
});

export const shipping = dimension({
  id: "revenueShipping",
  name: "Shipping",
  column: { table: "conversions", name: "revenue_shipping", type: "Nullable(Float64)" },
});

export const discount = dimension({
  id: "revenueDiscount",
  name: "Discount",
  column: { table: "conversions", name: "revenue_discount", type: "Nullable(Float64)" },
});

/** Pieces in the order or cart; null for goals. */
export const itemCount = dimension({
  id: "items",
  name: "Number of items",
  column: { table: "conversions", name: "items", type: "Nullable(UInt32)" },
});

/** A key of the table, which tracking writes itself. */
export const productSku = dimension({
  id: "productSku",
  name: "Product SKU",
  plural: "Product SKUs",
  column: { table: "items", name: "sku", type: "String" },
  segment: { name: "productSku", category, exact: true },
});

export const productName = dimension({
  id: "productName",
  name: "Product Name",
  plural: "Product Names",
  column: { table: "items", name: "name", type: "String" },
  segment: { name: "productName", category, exact: true },
});

/** Up to five for each item; a segment holds where one of them matches. */
export const productCategory = dimension({
  id: "productCategory",
  name: "Product Category",
  plural: "Product Categories",
  column: { table: "items", name: "categories", type: "Array(LowCardinality(String))" },
  segment: { name: "productCategory", category, anyOf: places.map((place) => `productCategory${place}`) },
});

/** Of one piece. */
export const productPrice = dimension({
  id: "productPrice",
  name: "Product Price",
  column: { table: "items", name: "price", type: "Float64" },
  segment: { name: "productPrice", category, type: "metric" },
});

export const productQuantity = dimension({
  id: "productQuantity",
  name: "Product Quantity",
  column: { table: "items", name: "quantity", type: "UInt32" },
});

export const viewedSku = dimension({
  id: "productViewSku",
  name: "Viewed Product SKU",
  column: { table: "actions", name: "product_sku", type: "Nullable(String)" },
  fill: textOrNull("_pks"),
  segment: { name: "productViewSku", category, exact: true },
});

export const viewedName = dimension({
  id: "productViewName",
  name: "Viewed Product Name",
  column: { table: "actions", name: "product_name", type: "Nullable(String)" },
  fill: textOrNull("_pkn"),
  segment: { name: "productViewName", category, exact: true },
});

/** Up to five; one empty text where the page says that there is none. */
export const viewedCategory = dimension({
  id: "productViewCategory",
  name: "Viewed Product Category",
  column: { table: "actions", name: "product_categories", type: "Array(LowCardinality(String))" },
  fill: ({ hit }) => readViewedCategories(hit.params),
  segment: { name: "productViewCategory", category, anyOf: places.map((place) => `productViewCategory${place}`) },
});

export const viewedPrice = dimension({
  id: "productViewPrice",
  name: "Viewed Product Price",
  column: { table: "actions", name: "product_price", type: "Nullable(Float64)" },
  fill: ({ hit }) => hit.params.number("_pkp") ?? null,
  segment: { name: "productViewPrice", category, type: "metric" },
});

/** Each of the categories by itself, for segments alone. */
const categoryPlaces = places.flatMap((place) => [
  categoryAt("productCategory", "Product Category", "items", "categories", place),
  categoryAt("productViewCategory", "Viewed Product Category", "actions", "product_categories", place),
]);

function categoryAt(id: string, title: string, table: TableName, column: string, place: number): Dimension {
  const over = { table, sql: sql`${name(column)}[${place}]`, type: "LowCardinality(String)" };
  return dimension({
    id: `${id}${place}`,
    name: `${title} ${place}`,
    segment: { name: `${id}${place}`, category, over, exact: true, hidden: true },
  });
}

export const dimensions = [
  buyerStatus,
  secondsSinceLastOrder,
  daysSinceLastOrder,
  orderId,
  orderRevenue,
  cartRevenue,
  subtotal,
  tax,
  shipping,
  discount,
  itemCount,
  productSku,
  productName,
  productCategory,
  productPrice,
  productQuantity,
  viewedSku,
  viewedName,
  viewedCategory,
  viewedPrice,
  ...categoryPlaces,
];
