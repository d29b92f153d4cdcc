import type { Sql } from "./sql.ts";

/** A column of the warehouse with its ClickHouse type. */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: string;
  /** How it is compressed, where not as the table is: `ZSTD(1)`. */
  readonly codec?: string;
  /** What it is worked out of when a row is written, without parameters. Such a column cannot be inserted into. */
  readonly computed?: Sql;
}

export interface TableDefinition {
  readonly name: string;
  readonly engine: string;
  readonly partitionBy: string;
  readonly orderBy: readonly string[];
  readonly columns: readonly ColumnDefinition[];
  /** Settings of the engine beside those that make what is written durable. */
  readonly settings?: Readonly<Record<string, number>>;
}
