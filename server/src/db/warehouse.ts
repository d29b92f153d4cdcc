import { createRequire } from "node:module";
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { warehouseAway } from "../base/errors.ts";
import { withEngineHome } from "./engine-home.ts";
import { createPool } from "./pool.ts";
import { join, name, nothing, print, printWhole, type Sql, sql, trusted } from "./sql.ts";
import type { ColumnDefinition, TableDefinition } from "./tables.ts";

/**
 * Which connection a query goes through. One connection is a queue, so work of different weight has its own: `quick` for look-ups and
 * small reports, `heavy` for whatever may take long, `writer` for tracking, `upkeep` for rewriting tables, which is never given up halfway.
 */
export type Lane = "quick" | "heavy" | "writer" | "upkeep";

export interface QueryOptions {
  readonly lane?: Lane;
  /**
   * Whether each row tells, as `count`, how many there would be without the LIMIT of the statement. The engine counts them as it sorts, which
   * takes it less time than a window function over them.
   */
  readonly countsAll?: boolean;
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

/** What the embedded engine is told once for each connection, and a server with each statement. */
type Settings = Readonly<Record<string, string | number>>;

const settingsOfAll: Settings = {
  output_format_json_quote_64bit_integers: 0,
  do_not_merge_across_partitions_select_final: 1,
  use_skip_indexes_if_final: 0,
  max_memory_usage: 3_000_000_000,
  max_bytes_before_external_group_by: 1_500_000_000,
  max_bytes_before_external_sort: 1_500_000_000,
  join_use_nulls: 0,
  // Columns that are worked out of others are columns like all others.
  asterisk_include_materialized_columns: 1,
  // There are none, and looking for them takes longer than planning all the rest.
  optimize_use_projections: 0,
  // A condition that comes for the fourth time would wait for its machine code, which then saves nothing; that of aggregates does.
  compile_expressions: 0,
  // Where there is one: the embedded engine has.
  use_uncompressed_cache: 1,
  // Seconds after which a query is given up.
  max_execution_time: 60,
  // Thousands of ids may stand in a statement.
  max_query_size: 1_000_000_000,
  max_ast_elements: 10_000_000,
  max_expanded_ast_elements: 10_000_000,
};

/**
 * Steps of the embedded engine's planning that find nothing to better in statements of reports, and take a tenth of a short one's time. A server
 * of another version may not know them all, and would refuse the statement.
 */
const unplanned = [
  "query_plan_merge_expressions",
  "query_plan_merge_filters",
  "query_plan_split_filter",
  "query_plan_remove_redundant_sorting",
  "query_plan_remove_redundant_distinct",
  "query_plan_remove_unused_columns",
] as const;
const settingsWithin: Settings = { ...settingsOfAll, ...Object.fromEntries(unplanned.map((step) => [step, 0])) };

const settingsOfLane: Readonly<Record<Lane, Settings>> = {
  quick: {},
  // What may take long also makes way for the rest.
  heavy: { os_thread_priority: 10 },
  writer: {
    date_time_input_format: "basic",
    input_format_defaults_for_omitted_fields: 1,
    input_format_null_as_default: 1,
    // Half a character in one row must not refuse all the others.
    input_format_json_throw_on_bad_escape_sequence: 0,
  },
  upkeep: { os_thread_priority: 10, max_execution_time: 0 },
};

/** A statement as the client takes it. */
interface PutStatement {
  readonly query: string;
  readonly query_params?: Record<string, unknown>;
}

/** Where the statements go. */
interface Engine {
  readonly quickConnections: number;
  /** Statements that one connection runs side by side. */
  readonly atOnce: number;
  connect(lane: Lane): Promise<ClickHouseClient>;
  /** Resolves when there is a database for statements. */
  ready(): Promise<void>;
  put(statement: Sql): PutStatement;
  readRows<Row>(client: ClickHouseClient, statement: PutStatement): Promise<Row[]>;
  /** What is thrown where it fails. */
  explain(error: unknown): unknown;
}

/**
 * Opens the warehouse and makes its database where it is missing. A server may be away: what it is asked meanwhile is refused as
 * `warehouseAway`, and its database is made when it comes.
 */
export async function openWarehouse(config: WarehouseConfig): Promise<Warehouse> {
  const database = config.database ?? "footfall";
  const engine = config.url ? serverAt(config.url, database) : engineWithin(config, database);
  const { connect, put } = engine;
  const quick = await Promise.all(Array.from({ length: engine.quickConnections }, () => connect("quick")));
  const others = { heavy: await connect("heavy"), writer: await connect("writer"), upkeep: await connect("upkeep") };

  const lendQuick = createPool(quick.flatMap((client) => Array.from({ length: engine.atOnce }, () => client)));
  const on = async <Result>(lane: Lane, work: (client: ClickHouseClient) => Promise<Result>): Promise<Result> => {
    try {
      await engine.ready();
      return await (lane === "quick" ? lendQuick(work) : work(others[lane]));
    } catch (error) {
      throw engine.explain(error);
    }
  };

  return {
    query: <Row>(statement: Sql, { lane = "quick", countsAll = false }: QueryOptions = {}): Promise<Row[]> =>
      on(lane, (client) => (countsAll ? readCounted(client, put(counting(statement))) : engine.readRows(client, put(statement)))),
    command: (statement, { lane = "writer" } = {}) =>
      on(lane, async (client) => {
        await client.command(put(statement));
      }),
    insert: (table, rows) =>
      on("writer", async (client) => {
        if (rows.length === 0) return;
        await client.insert({ table, values: rows, format: "JSONEachRow" });
      }),
    close: async () => {
      for (const client of [...quick, ...Object.values(others)]) await client.close();
    },
  };
}

/** Reads lines of JSON, which are all there, as one list: that takes less time than line by line. No text in them has a line break. */
function readLines<Row>(lines: string): Row[] {
  return JSON.parse(`[${lines.trimEnd().replaceAll("\n", ",")}]`);
}

function counting(statement: Sql): Sql {
  return sql`${statement} SETTINGS exact_rows_before_limit = 1`;
}

async function readCounted<Row>(client: ClickHouseClient, statement: PutStatement): Promise<Row[]> {
  const answer = await client.query({ ...statement, format: "JSON" });
  const { data, rows_before_limit_at_least: count } = await answer.json<Row>();
  return data.map((row) => ({ ...row, count: count ?? data.length }));
}

/** Seconds for which a server may be silent before it counts as away; it gives up queries, and never upkeep, earlier. */
const silence: Readonly<Record<Lane, number>> = { quick: 90, heavy: 90, writer: 90, upkeep: 6 * 3600 };

/** Connections over the network that one client keeps. */
const openConnections = 8;

/** What goes wrong is thrown, and told in our own log. */
const log = { level: ClickHouseLogLevel.OFF };

function serverAt(url: string, database: string): Engine {
  const makeDatabase = async () => {
    const bare = createClient({ url, log });
    try {
      await bare.command({ query: `CREATE DATABASE IF NOT EXISTS \`${database}\`` });
    } finally {
      await bare.close();
    }
  };
  let made: Promise<void> | undefined;
  return {
    quickConnections: 1,
    atOnce: openConnections,
    connect: async (lane) =>
      createClient({
        url,
        log,
        database,
        clickhouse_settings: { ...settingsOfAll, ...settingsOfLane[lane] },
        max_open_connections: openConnections,
        request_timeout: silence[lane] * 1000,
      }),
    ready: () => {
      made ??= makeDatabase().catch((error) => {
        made = undefined;
        throw error;
      });
      return made;
    },
    put: (statement) => {
      const { text, params } = print(statement);
      return { query: text, query_params: { ...params } };
    },
    readRows: async (client, statement) => (await client.query({ ...statement, format: "JSONEachRow" })).json(),
    explain: (error) => (error instanceof ClickHouseError ? error : Object.assign(warehouseAway(), { cause: error })),
  };
}

/** The engine within this process. Settings that came with each statement would cost it a statement each. */
function engineWithin({ path, quickConnections = 4 }: WarehouseConfig, database: string): Engine {
  const open = async () => {
    const client = createClient({ connection: embeddedConnection(path) });
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS \`${database}\`` });
    return client;
  };
  // The first connection starts the engine, the others wait for it.
  let first: Promise<ClickHouseClient> | undefined;
  const next = () => {
    if (first) return first.then(open);
    first = withEngineHome(path, open);
    return first;
  };
  return {
    quickConnections,
    atOnce: 1,
    connect: async (lane) => {
      const client = await next();
      const settings = Object.entries({ ...settingsWithin, ...settingsOfLane[lane] });
      await client.command({ query: `USE \`${database}\`` });
      await client.command({ query: `SET ${settings.map(([setting, value]) => `${setting} = '${value}'`).join(", ")}` });
      return client;
    },
    ready: async () => {},
    put: (statement) => ({ query: printWhole(statement) }),
    readRows: async (client, statement) => readLines(await (await client.query({ ...statement, format: "JSONEachRow" })).text()),
    explain: (error) => error,
  };
}

function embeddedConnection(path: string) {
  // The package is CommonJS with a native part; asked for here so that a server of ClickHouse needs none of it.
  const { createChdbConnection } = createRequire(import.meta.url)("chdb/connection") as typeof import("chdb/connection");
  return createChdbConnection({ path }) as never;
}

/**
 * Creates the tables that are missing, adds the columns that are missing, and changes settings of tables and how columns are compressed.
 * What is there stays: a column that is worked out of others is filled in old rows too, and old rows are compressed anew when the engine
 * next merges them.
 */
export async function migrateWarehouse(warehouse: Warehouse, tables: readonly TableDefinition[]): Promise<void> {
  for (const table of tables) {
    await warehouse.command(
      sql`CREATE TABLE IF NOT EXISTS ${name(table.name)} (${join(table.columns.map(defined))}) ENGINE = ${trusted(table.engine)} PARTITION BY ${trusted(table.partitionBy)} ORDER BY (${trusted(table.orderBy.join(", "))}) SETTINGS ${join(settingsOf(table))}`,
    );
    for (const change of await changesTo(warehouse, table)) await warehouse.command(sql`ALTER TABLE ${name(table.name)} ${change}`);
  }
}

const durable = { fsync_after_insert: 1, fsync_part_directory: 1, min_rows_to_fsync_after_merge: 1 };

/** As the engine writes them itself. */
function settingsOf({ settings }: TableDefinition): readonly Sql[] {
  return Object.entries({ ...settings, ...durable }).map(([setting, value]) => trusted(`${setting} = ${value}`));
}

/** What it takes to make a table what it should be. */
async function changesTo(warehouse: Warehouse, definition: TableDefinition): Promise<readonly Sql[]> {
  return [...(await settingsToChange(warehouse, definition)), ...(await columnsToChange(warehouse, definition))];
}

async function settingsToChange(warehouse: Warehouse, definition: TableDefinition): Promise<readonly Sql[]> {
  const [found] = await warehouse.query<{ known: string }>(
    sql`SELECT engine_full AS known FROM system.tables WHERE database = currentDatabase() AND name = ${definition.name}`,
  );
  const known = new Set(found?.known.split(" SETTINGS ")[1]?.split(", "));
  const others = settingsOf(definition).filter(({ parts }) => !known.has(parts[0]!));
  return others.map((setting) => sql`MODIFY SETTING ${setting}`);
}

async function columnsToChange(warehouse: Warehouse, { name: table, columns, engine }: TableDefinition): Promise<readonly Sql[]> {
  const stored = await warehouse.query<{ name: string; type: string; codec: string }>(
    sql`SELECT name, type, compression_codec AS codec FROM system.columns WHERE database = currentDatabase() AND table = ${table}`,
  );
  const known = new Map(stored.map((column) => [column.name, column]));
  const missing = columns.filter((column) => !known.has(column.name));
  // The engine lets nobody change the column that tells which rows are deleted.
  const [, fixed] = /^ReplacingMergeTree\(\w+, (\w+)\)$/.exec(engine) ?? [];
  const changed = columns.filter((column) => column.name !== fixed && differs(column, known.get(column.name)));
  return [
    ...listed(missing.map((column) => sql`ADD COLUMN IF NOT EXISTS ${defined(column)}`)),
    ...listed(missing.flatMap((column) => (column.computed ? [sql`MATERIALIZE COLUMN ${name(column.name)}`] : []))),
    ...listed(changed.map((column) => sql`MODIFY COLUMN ${defined(column)}`)),
  ];
}

/** Whether a column that there is has another type, or is compressed in another way, than it should. */
function differs({ type, codec }: ColumnDefinition, stored: { readonly type: string; readonly codec: string } | undefined): boolean {
  return stored !== undefined && (stored.type !== type || (codec !== undefined && stored.codec !== `CODEC(${codec})`));
}

/** Changes of one kind as one; none where there are none. */
function listed(changes: readonly Sql[]): readonly Sql[] {
  return changes.length === 0 ? [] : [join(changes)];
}

function defined(column: ColumnDefinition): Sql {
  const computed = column.computed ? sql` MATERIALIZED ${column.computed}` : nothing;
  return sql`${name(column.name)} ${trusted(column.type)}${computed} ${codecOf(column)}`;
}

function codecOf({ codec }: ColumnDefinition): Sql {
  return codec === undefined ? nothing : trusted(`CODEC(${codec})`);
}
