import { checkDataVersion, noteDataVersion } from "./data-version.ts";
import { upgradeRows } from "./row-upgrades.ts";
import type { TableDefinition } from "./tables.ts";
import { migrateWarehouse, type Warehouse } from "./warehouse.ts";

/**
 * Makes the tables what this program wants them to be, and brings rows up to date that an older one wrote. Throws a StartError where a newer one
 * wrote them. What a crash leaves half done is done again.
 */
export async function prepareTables(warehouse: Warehouse, tables: readonly TableDefinition[]): Promise<void> {
  const written = await checkDataVersion(warehouse);
  await migrateWarehouse(warehouse, tables);
  await upgradeRows(warehouse, written);
  await noteDataVersion(warehouse, written);
}
