import type { Dimension, TableName } from "../../catalog/dimension.ts";
import { join, name, type Sql, sql } from "../../db/sql.ts";
import { dimensions as customDimensions } from "../custom-dimensions/dimensions.ts";
import { pluginDimensions } from "../device-plugins/dimensions.ts";
import type { ActionFields, ConversionFields, ItemFields, VisitFields } from "./rows.ts";
import { shownVisitor } from "./visitors.ts";

/** How each field of a row is read. Only these columns are, as reading all of a table takes several times as long. */
type Columns<Fields> = Readonly<Record<keyof Fields, Sql>>;

const visitColumns: Columns<VisitFields> = {
  visitor: shownVisitor("visitor"),
  fingerprint: shownVisitor("fingerprint"),
  first_time: seconds("first_time"),
  last_time: seconds("last_time"),
  ...plain("ip", "user_id", "visit_count", "visitor_returning", "seconds_since_first", "seconds_since_last", "seconds_since_order"),
  ...plain("total_time", "total_actions", "total_interactions", "total_searches", "total_events", "goal_converted", "goal_buyer"),
  ...plain("referrer_type", "referrer_name", "referrer_keyword", "referrer_url", "device_type", "device_brand", "device_model"),
  ...plain("os", "os_version", "browser", "browser_version", "browser_engine", "language", "visitor_clock", "resolution"),
  ...plain("country", "region", "city", "latitude", "longitude"),
};

const actionColumns: Columns<ActionFields> = {
  time: seconds("time"),
  page: sql`if(url = '', NULL, bitAnd(cityHash64(type, url), ${Number.MAX_SAFE_INTEGER}))`,
  load_time: sql`time_network + time_server + time_transfer + time_dom_processing + time_dom_completion + time_on_load`,
  actions_of_visit: sql`count() OVER (PARTITION BY site, visit)`,
  ...plain("position", "type", "url", "url_prefix", "name", "pageview_id", "pageview_position", "time_spent_ref"),
  ...plain("search_category", "search_count", "event_category", "event_action", "event_name", "event_value"),
  ...plain("content_name", "content_piece", "content_target", "content_interaction"),
  ...plain("product_sku", "product_name", "product_categories", "product_price"),
};

const conversionColumns: Columns<ConversionFields> = {
  time: seconds("time"),
  ...plain("goal", "url", "action", "order_id", "items", "referrer_type", "referrer_name", "referrer_keyword"),
  ...plain("revenue", "revenue_subtotal", "revenue_tax", "revenue_shipping", "revenue_discount"),
};

const itemColumns: Columns<ItemFields> = plain("order_id", "sku", "name", "categories", "price", "quantity");

/** What stands behind SELECT for a row of the log. */
export const selected: Readonly<Record<TableName, Sql>> = {
  visits: select(visitColumns, [...pluginDimensions.map(({ dimension }) => dimension), ...customDimensionsOf("visits")]),
  actions: select(actionColumns, customDimensionsOf("actions")),
  conversions: select(conversionColumns),
  items: select(itemColumns),
};

function customDimensionsOf(table: TableName): readonly Dimension[] {
  return customDimensions.filter(({ column }) => column?.table === table);
}

function select(columns: Readonly<Record<string, Sql>>, dimensions: readonly Dimension[] = []): Sql {
  const further = dimensions.flatMap(({ column }) => (column ? [column.name] : []));
  const all = { ...plain("site", "visit"), ...columns, ...plain(...further) };
  return join(Object.entries(all).map(([field, read]) => sql`${read} AS ${name(field)}`));
}

function plain<Name extends string>(...names: readonly Name[]): Record<Name, Sql> {
  return Object.fromEntries(names.map((each) => [each, name(each)])) as Record<Name, Sql>;
}

function seconds(column: string): Sql {
  return sql`toUnixTimestamp(${name(column)})`;
}
