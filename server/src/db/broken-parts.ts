import type { Log } from "../base/log.ts";
import { trusted } from "./sql.ts";
import type { Warehouse } from "./warehouse.ts";

/**
 * Tells of parts of tables that the engine found cut short or damaged when it started, and left out. A part that was being written at a crash
 * costs nothing, for its rows are written again; rows of others are gone until a backup is restored.
 */
export async function tellOfBrokenParts(warehouse: Warehouse, log: Log): Promise<void> {
  const broken = await warehouse.query<{ table: string; part: string }>(
    trusted("SELECT table, name AS part FROM system.detached_parts WHERE database = currentDatabase() AND startsWith(name, 'broken')"),
  );
  if (broken.length === 0) return;
  const parts = broken.map(({ table, part }) => `${table}/${part}`);
  log.error("Parts of tables are broken and were left out; rows may be missing in reports.", { parts });
}
