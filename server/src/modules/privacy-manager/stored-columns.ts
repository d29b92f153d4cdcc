import type { Cells, Value } from "../../catalog/table.ts";
import { keysOf, type TableName } from "../../catalog/tables.ts";
import { sql } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { columnOnWire } from "./log-tables.ts";

export interface StoredColumn {
  readonly name: string;
  /** Under which name clients know it. */
  readonly shown: string;
  /** Its ClickHouse type. */
  readonly type: string;
}

/** Beside the keys: what has a way of its own to be made anonymous, and what tells kinds of rows apart. */
const kept: Readonly<Record<TableName, readonly string[]>> = {
  visits: ["ip"],
  actions: ["type"],
  conversions: ["order_id"],
  items: [],
};

/** The columns of a table that can be emptied, by the name under which clients know them. Those worked out of others follow them. */
export async function columnsToEmpty(warehouse: Warehouse, table: TableName): Promise<readonly StoredColumn[]> {
  const rows = await warehouse.query<{ name: string; type: string }>(
    sql`SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = ${table} AND default_kind = ''`,
  );
  const fixed = new Set([...keysOf(table), ...kept[table]]);
  const free = rows.filter(({ name }) => !fixed.has(name));
  return free.map((column) => ({ ...column, shown: columnOnWire(table, column.name) })).sort((a, b) => (a.shown < b.shown ? -1 : 1));
}

export function columnToEmptyOnWire({ shown, type }: StoredColumn): Cells {
  return { column_name: shown, default_value: emptyValue(type) };
}

function emptyValue(type: string): Value {
  if (type.includes("Nullable")) return null;
  return /^(LowCardinality\()?(Fixed)?String|^Array/.test(type) ? "" : 0;
}
