import { createRequire } from "node:module";
import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { print, type Sql, trusted } from "./sql.ts";
import type { TableDefinition } from "./tables.ts";

/**
 * Which connection a query goes through. One connection is a queue, so work of different weight has its own:
 * `quick` for look-ups and small reports, `heavy` for whatever may take long, `writer` for tracking.
 */
export type Lane = "quick" | "heavy" | "writer";

export interface QueryOptions {
  readonly lane?: Lane;
  /** Seconds after which the engine gives up. */
  readonly timeLimit?: number;
}

/** The columnar store of visits and actions: embedded ClickHouse, or a server of it. */
export interface Warehouse {
  /** Rows as objects; integers of any size come as numbers, so ids must stay below 2^53. */
  query<Row = Record<string, unknown>>(statement: Sql, options?: QueryOptions): Promise<Row[]>;
  /** Runs a statement that answers nothing. */
  command(statement: Sql, options?: QueryOptions): Promise<void>;
  /** Appends rows; columns that a row lacks take the column's default. Durable when it returns. */
  insert(table: string, rows: readonly object[]): Promise<void>;
  close(): Promise<void>;
}

export interface WarehouseConfig {
  /** Folder of the embedded engine's data. Used where `url` is not given. */
  readonly path: string;
  /** A ClickHouse server, `http://user:password@host:8123`. */
  readonly url?: string | undefined;
  /** Name of the database within; tests take one each. */
  readonly database?: string;
  /** Connections for quick queries; more of them let more reports run side by side. */
  readonly quickConnections?: number;
}

const settingsOfQuery = {
  output_format_json_quote_64bit_integers: 0,
  do_not_merge_across_partitions_select_final: 1,
  use_skip_indexes_if_final: 0,
  max_memory_usage: "3000000000",
  max_bytes_before_external_group_by: "1500000000",
  max_bytes_before_external_sort: "1500000000",
  join_use_nulls: 0,
} as const;

/** What may take long also makes way for the rest. */
const settingsOfHeavy = { os_thread_priority: "10" } as const;

const settingsOfInsert = {
  date_time_input_format: "basic",
  input_format_defaults_for_omitted_fields: 1,
  input_format_null_as_default: 1,
  // Half a character in one row must not refuse all the others.
  input_format_json_throw_on_bad_escape_sequence: 0,
} as const;

const defaultTimeLimit = 60;

/** Opens the warehouse and makes its database where it is missing. */
export async function openWarehouse(config: WarehouseConfig): Promise<Warehouse> {
  const database = config.database ?? "footfall";
  const connect = (): ClickHouseClient =>
    config.url
      ? createClient({ url: config.url, database, clickhouse_settings: {}, max_open_connections: 8 })
      : createClient({ connection: embeddedConnection(config.path) });
  if (config.url) {
    const bare = createClient({ url: config.url });
    await bare.command({ query: `CREATE DATABASE IF NOT EXISTS \`${database}\`` });
    await bare.close();
  }
  const quick = Array.from({ length: config.url ? 1 : (config.quickConnections ?? 2) }, connect);
  const heavy = connect();
  const writer = connect();
  const clients = [...quick, heavy, writer];
  if (!config.url) {
    await writer.command({ query: `CREATE DATABASE IF NOT EXISTS \`${database}\`` });
    for (const client of clients) await client.command({ query: `USE \`${database}\`` });
  }

  const busy = new Map(quick.map((client) => [client, 0]));
  const leastBusy = () => quick.reduce((best, client) => (busy.get(client)! < busy.get(best)! ? client : best));
  const on = async <Result>(lane: Lane, work: (client: ClickHouseClient) => Promise<Result>): Promise<Result> => {
    const client = lane === "heavy" ? heavy : lane === "writer" ? writer : leastBusy();
    busy.set(client, (busy.get(client) ?? 0) + 1);
    try {
      return await work(client);
    } finally {
      busy.set(client, busy.get(client)! - 1);
    }
  };

  return {
    query: (statement, { lane = "quick", timeLimit = defaultTimeLimit } = {}) =>
      on(lane, async (client) => {
        const { text, params } = print(statement);
        const answer = await client.query({
          query: text,
          query_params: { ...params },
          format: "JSONEachRow",
          clickhouse_settings: { ...settingsOfQuery, ...(lane === "heavy" ? settingsOfHeavy : {}), max_execution_time: timeLimit },
        });
        return answer.json();
      }),
    command: (statement, { lane = "writer", timeLimit = defaultTimeLimit } = {}) =>
      on(lane, async (client) => {
        const { text, params } = print(statement);
        await client.command({ query: text, query_params: { ...params }, clickhouse_settings: { max_execution_time: timeLimit } });
      }),
    insert: (table, rows) =>
      on("writer", async (client) => {
        if (rows.length === 0) return;
        await client.insert({ table, values: rows, format: "JSONEachRow", clickhouse_settings: settingsOfInsert });
      }),
    close: async () => {
      for (const client of clients) await client.close();
    },
  };
}

function embeddedConnection(path: string) {
  // The package is CommonJS with a native part; asked for here so that a server of ClickHouse needs none of it.
  const { createChdbConnection } = createRequire(import.meta.url)("chdb/connection") as typeof import("chdb/connection");
  return createChdbConnection({ path }) as never;
}

/** Creates the tables that are missing and adds the columns that are missing; what is there stays. */
export async function migrateWarehouse(warehouse: Warehouse, tables: readonly TableDefinition[]): Promise<void> {
  for (const table of tables) {
    const columns = table.columns.map(({ name, type }) => `\`${name}\` ${type}`).join(", ");
    await warehouse.command(
      trusted(
        `CREATE TABLE IF NOT EXISTS \`${table.name}\` (${columns}) ENGINE = ${table.engine} PARTITION BY ${table.partitionBy} ORDER BY (${table.orderBy.join(", ")}) SETTINGS ${table.settings ?? "fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1"}`,
      ),
    );
    const known = await warehouse.query<{ name: string }>(
      trusted(`SELECT name FROM system.columns WHERE database = currentDatabase() AND table = '${table.name}'`),
    );
    const names = new Set(known.map((column) => column.name));
    const missing = table.columns.filter((column) => !names.has(column.name));
    if (missing.length > 0)
      await warehouse.command(
        trusted(
          `ALTER TABLE \`${table.name}\` ${missing.map(({ name, type }) => `ADD COLUMN IF NOT EXISTS \`${name}\` ${type}`).join(", ")}`,
        ),
      );
  }
}
