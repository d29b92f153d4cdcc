import { constants } from "node:fs";
import { chmod, copyFile, cp, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "../base/start-error.ts";
import { countOf, describeFiles, type Manifest, manifestName } from "./backup.ts";
import { checkDataVersion, dataVersion, writtenByNewer } from "./data-version.ts";
import { name, sql, trusted } from "./sql.ts";
import type { TableDefinition } from "./tables.ts";
import { migrateWarehouse, openWarehouse, type Warehouse } from "./warehouse.ts";

/**
 * Makes a data folder at `data` of the backup at `backup`, whose files are checked first. Throws a StartError where the backup is not
 * whole, or where there is something at `data` already.
 */
export async function restoreBackup(backup: string, data: string, tables: readonly TableDefinition[]): Promise<Manifest> {
  const manifest = await readManifest(backup);
  if (manifest.dataVersion > dataVersion) throw writtenByNewer(`files of ${backup}`);
  await checkFiles(backup, manifest);
  await requireEmpty(data);
  await mkdir(data, { recursive: true });
  await chmod(data, 0o700);
  for (const file of ["secret", "records.db", "outbox.db", "journal.db"])
    await copyFile(join(backup, file), join(data, file), constants.COPYFILE_EXCL);
  if (manifest.rows) await restoreTables(backup, data, tables, manifest.rows);
  return manifest;
}

async function readManifest(backup: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(join(backup, manifestName), "utf8")) as Manifest;
  } catch {
    throw new StartError(`The folder ${backup} is no backup, or one that was not finished: it has no ${manifestName} that can be read.`);
  }
}

async function checkFiles(backup: string, { files }: Manifest): Promise<void> {
  const found = await describeFiles(backup);
  for (const [path, { sha256 }] of Object.entries(files)) {
    if (found[path]?.sha256 === sha256) continue;
    throw new StartError(`The backup ${backup} is not whole: ${path} is ${found[path] ? "changed" : "missing"}. Take another one.`);
  }
}

async function requireEmpty(data: string): Promise<void> {
  const there = await readdir(data).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (there.length > 0)
    throw new StartError(`There is something in ${data} already. Restore to a new folder, or move that one away first.`);
}

/** Makes the tables as this version wants them and gives them the parts of the backup; columns that those lack take their defaults. */
async function restoreTables(
  backup: string,
  data: string,
  tables: readonly TableDefinition[],
  rows: Readonly<Record<string, number>>,
): Promise<void> {
  const warehouse = await openWarehouse({ path: join(data, "warehouse") });
  try {
    await checkDataVersion(warehouse);
    await migrateWarehouse(warehouse, tables);
    for (const [table, expected] of Object.entries(rows)) {
      await attachParts(warehouse, table, join(backup, "warehouse", table));
      const [counted] = await warehouse.query<{ rows: number }>(countOf(table));
      if (counted!.rows !== expected)
        throw new StartError(`The table ${table} has ${counted!.rows} rows and not ${expected}: take another backup.`);
    }
  } finally {
    await warehouse.close();
  }
}

async function attachParts(warehouse: Warehouse, table: string, from: string): Promise<void> {
  const [found] = await warehouse.query<{ path: string }>(
    sql`SELECT data_paths[1] AS path FROM system.tables WHERE database = currentDatabase() AND name = ${table}`,
  );
  if (!found) throw new StartError(`The backup has a table ${table} that this version does not know: it was made by a newer Footfall.`);
  for (const part of await readdir(from)) {
    if (!/^[\w-]+$/.test(part)) continue;
    await cp(join(from, part), join(found.path, "detached", part), { recursive: true });
    await warehouse.command(sql`ALTER TABLE ${name(table)} ATTACH PART ${trusted(`'${part}'`)}`);
  }
}
