import { setTimeout as sleep } from "node:timers/promises";
import { name, type Sql, sql, trusted } from "./sql.ts";
import type { Warehouse } from "./warehouse.ts";

const upkeep = { lane: "upkeep" } as const;

/** Seconds for which the engine keeps parts that others have replaced. What is written is synced, so nobody needs them for long. */
const oldPartsLifetime = 1;

/** Deletes the rows that meet the condition, whichever of their versions it is; resolves when no query sees them any more. */
export async function deleteRows(warehouse: Warehouse, table: string, where: Sql): Promise<void> {
  await warehouse.command(sql`ALTER TABLE ${name(table)} DELETE WHERE ${where} SETTINGS mutations_sync = 2`, upkeep);
}

/** Changes columns in all rows that meet the condition; `changes` is what stands behind UPDATE. */
export async function changeRows(warehouse: Warehouse, table: string, changes: Sql, where: Sql): Promise<void> {
  await warehouse.command(sql`ALTER TABLE ${name(table)} UPDATE ${changes} WHERE ${where} SETTINGS mutations_sync = 2`, upkeep);
}

/** The ids of the partitions of a table in which there are rows. */
export async function partitionsOf(warehouse: Warehouse, table: string): Promise<readonly string[]> {
  const rows = await warehouse.query<{ id: string }>(
    sql`SELECT DISTINCT partition_id AS id FROM system.parts WHERE database = currentDatabase() AND table = ${table} AND active ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

/** Deletes a whole partition: at once, however large it is. */
export async function dropPartition(warehouse: Warehouse, table: string, id: string): Promise<void> {
  await warehouse.command(sql`ALTER TABLE ${name(table)} DROP PARTITION ID ${quoted(id)}`, upkeep);
}

/** Puts the versions of each row of a partition together, so that nothing is left of those that were replaced. */
export async function settlePartition(warehouse: Warehouse, table: string, id: string): Promise<void> {
  await warehouse.command(sql`OPTIMIZE TABLE ${name(table)} PARTITION ID ${quoted(id)} FINAL`, upkeep);
}

/**
 * Removes from the disk what was deleted, changed or replaced in those tables. The engine keeps the files of replaced parts for minutes; with
 * the lifetime set down, dropping a partition that there is not makes it look for them and remove them now.
 */
export async function sweep(warehouse: Warehouse, tables: readonly string[]): Promise<void> {
  for (const table of tables)
    await warehouse.command(sql`ALTER TABLE ${name(table)} MODIFY SETTING old_parts_lifetime = ${trusted(String(oldPartsLifetime))}`);
  await sleep(1000 * oldPartsLifetime + 500);
  for (const table of tables) await dropPartition(warehouse, table, "190001");
}

function quoted(partition: string): Sql {
  if (!/^[A-Za-z0-9]+$/.test(partition)) throw new Error(`not the id of a partition: ${partition}`);
  return trusted(`'${partition}'`);
}
