import type { ColumnValue } from "../../catalog/visit.ts";

interface Row {
  readonly site: number;
  readonly visit: number;
  /** Columns of plugins and custom dimensions, which are found by name. */
  readonly [column: string]: ColumnValue | readonly string[] | undefined;
}

/** A visit as the log reads it: ids of visitors as hexadecimal digits, instants as seconds since 1970. */
export interface VisitFields {
  readonly visitor: string;
  readonly fingerprint: string;
  readonly first_time: number;
  readonly last_time: number;
  readonly ip: string;
  readonly user_id: string;
  readonly visit_count: number;
  readonly visitor_returning: number;
  readonly seconds_since_first: number | null;
  readonly seconds_since_last: number | null;
  readonly seconds_since_order: number | null;
  readonly total_time: number;
  readonly total_actions: number;
  readonly total_interactions: number;
  readonly total_searches: number;
  readonly total_events: number;
  readonly goal_converted: number;
  readonly goal_buyer: number;
  readonly referrer_type: number;
  readonly referrer_name: string;
  readonly referrer_keyword: string;
  readonly referrer_url: string;
  readonly device_type: string;
  readonly device_brand: string;
  readonly device_model: string;
  readonly os: string;
  readonly os_version: string;
  readonly browser: string;
  readonly browser_version: string;
  readonly browser_engine: string;
  readonly language: string;
  readonly country: string;
  readonly region: string;
  readonly city: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Seconds of the day on the visitor's own clock. */
  readonly visitor_clock: number;
  readonly resolution: string;
}

export interface ActionFields {
  readonly position: number;
  readonly time: number;
  readonly type: number;
  readonly url: string;
  readonly url_prefix: number | null;
  /** A number that is the same for the same address and kind; null where there is no address. */
  readonly page: number | null;
  readonly name: string;
  readonly pageview_id: string;
  readonly pageview_position: number | null;
  /** Seconds since the visit's hit before. */
  readonly time_spent_ref: number;
  /** Milliseconds, null where a part of them was not measured. */
  readonly load_time: number | null;
  readonly search_category: string;
  readonly search_count: number | null;
  readonly event_category: string;
  readonly event_action: string;
  readonly event_name: string;
  readonly event_value: number | null;
  readonly content_name: string;
  readonly content_piece: string;
  readonly content_target: string;
  readonly content_interaction: string;
  readonly product_sku: string | null;
  readonly product_name: string | null;
  readonly product_categories: readonly string[];
  readonly product_price: number | null;
  /** How many actions the visit has, of which this one may be among the first only. */
  readonly actions_of_visit: number;
}

export interface ConversionFields {
  /** Above 0 a goal, 0 an order, -1 a cart. */
  readonly goal: number;
  readonly time: number;
  readonly url: string;
  /** Position of the action that converted; null where the client told of the conversion itself. */
  readonly action: number | null;
  readonly order_id: string;
  readonly revenue: number | null;
  readonly revenue_subtotal: number | null;
  readonly revenue_tax: number | null;
  readonly revenue_shipping: number | null;
  readonly revenue_discount: number | null;
  readonly items: number | null;
  readonly referrer_type: number;
  readonly referrer_name: string;
  readonly referrer_keyword: string;
}

export interface ItemFields {
  /** Empty for what is in a cart. */
  readonly order_id: string;
  readonly sku: string;
  readonly name: string;
  readonly categories: readonly string[];
  readonly price: number;
  readonly quantity: number;
}

export type VisitRow = Row & VisitFields;
export type ActionRow = Row & ActionFields;
export type ConversionRow = Row & ConversionFields;
export type ItemRow = Row & ItemFields;
