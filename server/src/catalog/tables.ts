import type { ColumnDefinition, TableDefinition } from "../db/tables.ts";
import type { Column, Dimension, TableName } from "./dimension.ts";

export type { TableName };

/** Packs what is stored into half the space of the engine's own choice, and takes no longer to read. */
const usualCodec = "ZSTD(3)";

/** An index beside them: the visits of each visitor, sorted by visitor, so that tracking finds who comes back. */
const visitorIndex: TableDefinition = {
  name: "visitors",
  engine: "ReplacingMergeTree(position)",
  partitionBy: "tuple()",
  orderBy: ["site", "visitor", "visit"],
  columns: [
    { name: "site", type: "UInt32", codec: usualCodec },
    { name: "visitor", type: "UInt64", codec: usualCodec },
    { name: "visit", type: "UInt64", codec: usualCodec },
    { name: "start_day", type: "Date", codec: usualCodec },
    { name: "last_time", type: "DateTime('UTC')", codec: usualCodec },
    { name: "position", type: "UInt64", codec: usualCodec },
  ],
  // Look-ups are of single visitors: small granules, each compressed by itself, keep them from reading thousands of neighbours.
  settings: { index_granularity: 256, min_compress_block_size: 2048, max_compress_block_size: 4096 },
};

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
    ["first_time", "DateTime('UTC')", "Delta(4), ZSTD(3)"],
    ["last_time", "DateTime('UTC')", "Delta(4), ZSTD(3)"],
  ],
  actions: [
    ["site", "UInt32"],
    ["day", "Date"],
    ["visit", "UInt64", "Delta(8), ZSTD(3)"],
    ["position", "UInt64", "Delta(8), ZSTD(3)"],
    ["visitor", "UInt64"],
    ["start_day", "Date"],
    ["time", "DateTime('UTC')", "Delta(4), ZSTD(3)"],
    // Whether the visit meets this address, or this name, for the first time on that day: sums of flags are far faster than distinct counts.
    ["first_of_url", "UInt8"],
    ["first_of_name", "UInt8"],
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
} as const satisfies Record<TableName, readonly (readonly [name: string, type: string, codec?: string])[]>;

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

/** Every table that holds something of a visit, the index of visitors too. */
export const everyTable: readonly string[] = [...tableNames, visitorIndex.name];

/** The columns of a table that are no dimension's: what is stored hangs on them. */
export function keysOf(table: TableName): readonly string[] {
  return keys[table].map(([name]) => name);
}

/** All tables as the catalogue wants them: keys first, then each dimension's column; visit columns marked so stand on conversions too. */
export function tablesOf(dimensions: readonly Dimension[]): readonly TableDefinition[] {
  const tables = tableNames.map((table) => {
    const own = dimensions.flatMap(({ column, onConversions }) =>
      column && (column.table === table || (table === "conversions" && column.table === "visits" && onConversions))
        ? [definitionOf(column)]
        : [],
    );
    const columns = [...keysWithTypes(table), ...own];
    return {
      name: table,
      ...shapes[table],
      columns: columns.filter((column, index) => columns.findIndex((other) => other.name === column.name) === index),
    };
  });
  return [...tables, visitorIndex];
}

function keysWithTypes(table: TableName): readonly ColumnDefinition[] {
  const all: readonly (readonly [name: string, type: string, codec?: string])[] = keys[table];
  return all.map(([name, type, codec = usualCodec]) => ({ name, type, codec }));
}

function definitionOf({ name, type, computed }: Column): ColumnDefinition {
  return { name, type, codec: usualCodec, ...(computed && { computed }) };
}
