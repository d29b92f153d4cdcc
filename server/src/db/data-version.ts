import { StartError } from "../base/start-error.ts";
import { trusted } from "./sql.ts";
import type { Warehouse } from "./warehouse.ts";

/**
 * The shape of what is kept in the warehouse. Columns that are added need no new number: older programs leave them alone. It rises when
 * an older program would read or write the tables wrongly.
 */
export const dataVersion = 2;

/** The version that the warehouse was written with; 0 for a new one. Throws a StartError where that was by a newer Footfall. */
export async function checkDataVersion(warehouse: Warehouse): Promise<number> {
  await warehouse.command(
    trusted("CREATE TABLE IF NOT EXISTS data_version (version UInt32) ENGINE = MergeTree ORDER BY version SETTINGS fsync_after_insert = 1"),
  );
  const [found] = await warehouse.query<{ version: number }>(trusted("SELECT max(version) AS version FROM data_version"));
  const written = found?.version ?? 0;
  if (written > dataVersion) throw writtenByNewer("visits and actions");
  return written;
}

/** Notes that the warehouse is written by this program from now on; `written` is what it was before. */
export async function noteDataVersion(warehouse: Warehouse, written: number): Promise<void> {
  if (written < dataVersion) await warehouse.insert("data_version", [{ version: dataVersion }]);
}

export function writtenByNewer(what: string): StartError {
  return new StartError(
    `The ${what} were written by a newer Footfall, and this one could spoil them. Install the newer one again, or restore a backup from before.`,
  );
}
