import { naturalOrder } from "../../base/natural-order.ts";
import type { Metric } from "../../catalog/metric.ts";
import { flag } from "../../catalog/params.ts";
import { firstPeriod, type Query } from "../../catalog/query.ts";
import { custom, type Report, type ReportContext, report } from "../../catalog/report.ts";
import type { Answer, Row } from "../../catalog/table.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { answerFor } from "../../reporting/answers.ts";
import { chosenMetrics, finishFigures, mergeSums } from "../../reporting/figures.ts";
import { roundMoney } from "../../reporting/goal-columns.ts";
import { encodeSegmentValue } from "../../reporting/segment-text.ts";
import { readSums, type Sums } from "../../reporting/sums.ts";
import { itemRatios, ofCarts, ofOrders, ofViews, unsaid } from "./item-metrics.ts";

/** What products are listed by. */
interface ItemKey {
  readonly name: string;
  readonly segment: string;
  /** How items, and views of products, are grouped: by `value`, and whatever tells apart what is counted twice. */
  readonly item: Readonly<Record<string, Sql>>;
  readonly view: Readonly<Record<string, Sql>>;
  /** Which actions are views of products. */
  readonly viewed: Sql;
}

export const itemReports: readonly Report[] = [
  items("getItemsName", "The products that were bought, or left in carts, and how often they were looked at, by their name.", {
    name: "Product Name",
    segment: "productName",
    item: { value: sql`name` },
    view: { value: sql`ifNull(product_name, '')` },
    viewed: sql`product_name IS NOT NULL`,
  }),
  items("getItemsSku", "The products that were bought, or left in carts, and how often they were looked at, by their number.", {
    name: "Product SKU",
    segment: "productSku",
    item: { value: sql`sku` },
    view: { value: sql`ifNull(product_sku, '')` },
    viewed: sql`product_sku IS NOT NULL`,
  }),
  items("getItemsCategory", "The products that were bought, or left in carts, and how often they were looked at, by their categories.", {
    name: "Product Category",
    segment: "productCategory",
    item: eachWithItsPlace(sql`if(empty(categories), [''], categories)`),
    view: eachWithItsPlace(sql`product_categories`),
    viewed: sql`notEmpty(product_categories)`,
  }),
];

function items(action: string, docs: string, key: ItemKey): Report {
  return report({
    method: `Goals.${action}`,
    name: key.name,
    docs,
    place: ["Ecommerce", "Products", 31],
    listing: {
      dimension: key.name,
      metrics: ["revenue", "quantity", "orders", "nb_visits"],
      processed: ["avg_price", "avg_quantity", "conversion_rate"],
      explained: [],
      guide: true,
      unexplained: true,
      inShops: true,
      ownRatios: true,
    },
    rows: custom((query, context) => runItems(key, query, context)),
    metrics: [...ofOrders, ...ofViews],
    processed: itemRatios,
    params: { abandonedCarts: flag().or(false) },
  });
}

/** NOTE matomo: a visit in which a value stands at several places is counted for each of them. */
function eachWithItsPlace(values: Sql): ItemKey["item"] {
  const place = sql`arrayJoin(arrayEnumerate(${values}))`;
  return { value: sql`arrayElement(${values}, ${place})`, place };
}

async function runItems(key: ItemKey, query: Query, context: ReportContext): Promise<Answer> {
  const abandoned = query.params.abandonedCarts === true;
  const ofItems = abandoned ? ofCarts : ofOrders;
  const inIts = abandoned ? sql`order_id = ''` : sql`order_id <> ''`;
  const views = chosenMetrics(ofViews, firstPeriod(query));
  const [itemsOf, viewsOf] = await Promise.all([
    readSums(query, { table: "items", by: key.item, metrics: ofItems, where: inIts }, context),
    readSums(query, { table: "actions", by: key.view, metrics: views, where: key.viewed }, context),
  ]);
  return answerFor(query, (site, at) => {
    const [bought, viewed] = [byValue(itemsOf(site, at)), byValue(viewsOf(site, at))];
    const products = [...new Set([...bought.keys(), ...viewed.keys()])].map((value): Product => {
      const [own, seen] = [bought.get(value), viewed.get(value)];
      return {
        value,
        ...(own && { bought: roundMoney(ofItems, mergeSums(ofItems, own)) }),
        ...(seen && { viewed: mergeSums(views, seen) }),
      };
    });
    const rows = inOrder(products).map((product) => rowOf(key, product, ofItems, views));
    return { kind: "table", rows };
  });
}

/** The sums of what was bought, or left in carts, and of the views. */
interface Product {
  readonly value: string;
  readonly bought?: Readonly<Record<string, number>>;
  readonly viewed?: Readonly<Record<string, number>>;
}

function rowOf(key: ItemKey, { value, bought, viewed }: Product, ofItems: readonly Metric[], ofViews: readonly Metric[]): Row {
  const label = value === "" ? `${key.name} not defined` : value;
  const sums = { ...bought, ...viewed };
  const told = [...(bought ? ofItems : []), ...(viewed ? ofViews : [])].filter((metric) => !unsaid.includes(metric));
  return {
    columns: { label, ...finishFigures(told, sums), ...finishFigures(itemRatios, sums) },
    metadata: { segment: `${key.segment}==${encodeSegmentValue(label)}` },
  };
}

/** What brought in most first, then what nobody bought by its visits. */
function inOrder(products: readonly Product[]): readonly Product[] {
  const [first] = products.toSorted(byFirstDay);
  // NOTE matomo: where the product that turned up first was not bought, all come by their visits.
  const revenueOf = ({ bought }: Product) => (first?.bought ? (bought?.revenue ?? -1) : 0);
  const visitsOf = ({ viewed }: Product) => viewed?.nb_visits ?? 0;
  return products.toSorted(
    (one, other) => revenueOf(other) - revenueOf(one) || visitsOf(other) - visitsOf(one) || naturalOrder(one.value, other.value),
  );
}

/** Of one day, what was bought stands before what was only looked at. */
function byFirstDay(one: Product, other: Product): number {
  const dayOf = ({ bought, viewed }: Product) => Math.min(bought?.first_day ?? Infinity, viewed?.first_day ?? Infinity);
  const isBoughtThen = (product: Product) => product.bought?.first_day === dayOf(product);
  return (
    dayOf(one) - dayOf(other) ||
    Number(isBoughtThen(other)) - Number(isBoughtThen(one)) ||
    (one.viewed?.first_position ?? 0) - (other.viewed?.first_position ?? 0)
  );
}

function byValue(all: readonly Sums[]): ReadonlyMap<string, readonly Readonly<Record<string, number>>[]> {
  const found = new Map<string, Readonly<Record<string, number>>[]>();
  for (const { by, figures } of all) found.set(String(by.value), [...(found.get(String(by.value)) ?? []), figures]);
  return found;
}
