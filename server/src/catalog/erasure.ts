import { deleteRows, sweep } from "../db/erase.ts";
import type { Sql } from "../db/sql.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { everyTable } from "./tables.ts";
import type { WhileStill } from "./while-still.ts";

export interface Erasing {
  readonly warehouse: Warehouse;
  readonly whileStill: WhileStill;
}

/** Deletes rows that meet the condition from the warehouse and from the disk, from all tables unless some are named. */
export async function erase({ warehouse, whileStill }: Erasing, where: Sql, tables: readonly string[] = everyTable): Promise<void> {
  await whileStill(async () => {
    for (const table of tables) await deleteRows(warehouse, table, where);
  });
  await sweep(warehouse, tables);
}
