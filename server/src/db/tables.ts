/** A column of the warehouse with its ClickHouse type. */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: string;
}

export interface TableDefinition {
  readonly name: string;
  readonly engine: string;
  readonly partitionBy: string;
  readonly orderBy: readonly string[];
  readonly columns: readonly ColumnDefinition[];
  readonly settings?: string;
}
