import type { Cells, Value } from "../../catalog/table.ts";
import type { TableName } from "../../catalog/tables.ts";
import { sql, trusted } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import type { VisitsBySite } from "./data-subjects.ts";
import { columnOnWire, everVisited, logTables } from "./log-tables.ts";

/** In which order the rows of a table are told. */
const orders: Readonly<Record<TableName, string>> = {
  visits: "site, visit",
  actions: "site, visit, time, position",
  items: "site, visit, order_id, sku",
  conversions: "site, visit, time, goal, slot",
};

/** Numbers that are written as 16 hexadecimal digits wherever people see them. */
const hexadecimal: readonly string[] = ["visitor", "fingerprint"];

/** Every row of those visits by table. Columns without a value, or worked out of others, are left out; instants are in UTC. */
export async function exportVisits(warehouse: Warehouse, visits: VisitsBySite): Promise<Cells> {
  const tables: [string, readonly Cells[]][] = [];
  for (const { table, name } of logTables) {
    const rows = await warehouse.query<Cells>(
      sql`SELECT * REPLACE (${hexadecimalOf(table)}) FROM ${everVisited(table, visits)} ORDER BY ${trusted(orders[table])} SETTINGS asterisk_include_materialized_columns = 0`,
    );
    tables.push([name, rows.map((row) => rowOnWire(table, row))]);
  }
  return Object.fromEntries(tables);
}

function hexadecimalOf(table: TableName) {
  const columns = table === "visits" ? hexadecimal : hexadecimal.slice(0, 1);
  return trusted(columns.map((column) => `leftPad(lower(hex(${column})), 16, '0') AS ${column}`).join(", "));
}

function rowOnWire(table: TableName, row: Cells): Cells {
  const filled = Object.entries(row).filter((cell): cell is [string, Exclude<Value, null>] => cell[1] !== null);
  return Object.fromEntries(filled.map(([column, value]) => [columnOnWire(table, column), value]));
}
