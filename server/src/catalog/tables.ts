import type { ColumnDefinition, TableDefinition } from "../db/tables.ts";
import type { Dimension } from "./dimension.ts";

/** The four tables of the warehouse. A dimension adds its column to one of them. */
export type TableName = "visits" | "actions" | "conversions" | "items";

/**
 * Keys that every table has besides its dimensions. `day` is the site's local day that reports go by; `start_day`, the
 * local day on which the visit began, never changes and so stands in the sort key. `position` is the journal position
 * of the last hit applied: the version by which a newer row replaces an older one.
 */
const keys = {
  visits: [
    ["site", "UInt32"],
    ["start_day", "Date"],
    ["visit", "UInt64"],
    ["position", "UInt64"],
    ["day", "Date"],
    ["visitor", "UInt64"],
    ["fingerprint", "UInt64"],
    ["first_time", "DateTime('UTC') CODEC(Delta, ZSTD)"],
    ["last_time", "DateTime('UTC') CODEC(Delta, ZSTD)"],
  ],
  actions: [
    ["site", "UInt32"],
    ["day", "Date"],
    ["visit", "UInt64 CODEC(Delta, ZSTD)"],
    ["position", "UInt64 CODEC(Delta, ZSTD)"],
    ["visitor", "UInt64"],
    ["start_day", "Date"],
    ["time", "DateTime('UTC') CODEC(Delta, ZSTD)"],
  ],
  conversions: [
    ["site", "UInt32"],
    ["start_day", "Date"],
    ["visit", "UInt64"],
    ["goal", "Int32"],
    ["slot", "String"],
    ["position", "UInt64"],
    ["is_deleted", "UInt8"],
    ["day", "Date"],
    ["visitor", "UInt64"],
    ["time", "DateTime('UTC')"],
  ],
  items: [
    ["site", "UInt32"],
    ["start_day", "Date"],
    ["visit", "UInt64"],
    ["order_id", "String"],
    ["sku", "String"],
    ["position", "UInt64"],
    ["is_deleted", "UInt8"],
    ["day", "Date"],
    ["visitor", "UInt64"],
    ["time", "DateTime('UTC')"],
  ],
} as const satisfies Record<TableName, readonly (readonly [string, string])[]>;

const shapes = {
  visits: { engine: "ReplacingMergeTree(position)", partitionBy: "toYYYYMM(start_day)", orderBy: ["site", "start_day", "visit"] },
  actions: { engine: "MergeTree", partitionBy: "toYYYYMM(day)", orderBy: ["site", "day", "visit", "position"] },
  conversions: {
    engine: "ReplacingMergeTree(position, is_deleted)",
    partitionBy: "toYYYYMM(start_day)",
    orderBy: ["site", "start_day", "visit", "goal", "slot"],
  },
  items: {
    engine: "ReplacingMergeTree(position, is_deleted)",
    partitionBy: "toYYYYMM(start_day)",
    orderBy: ["site", "start_day", "visit", "order_id", "sku"],
  },
} as const satisfies Record<TableName, Pick<TableDefinition, "engine" | "partitionBy" | "orderBy">>;

export const tableNames = Object.keys(shapes) as readonly TableName[];

/** The tables as the catalogue wants them: keys first, then each dimension's column; visit columns marked so stand on conversions too. */
export function tablesOf(dimensions: readonly Dimension[]): readonly TableDefinition[] {
  return tableNames.map((table) => {
    const own = dimensions.flatMap(({ column, onConversions }) =>
      column && (column.table === table || (table === "conversions" && column.table === "visits" && onConversions))
        ? [{ name: column.name, type: column.type }]
        : [],
    );
    const columns: ColumnDefinition[] = [...keys[table].map(([name, type]) => ({ name, type })), ...own];
    return {
      name: table,
      ...shapes[table],
      columns: columns.filter((column, index) => columns.findIndex((other) => other.name === column.name) === index),
    };
  });
}
