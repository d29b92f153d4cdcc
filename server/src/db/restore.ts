import { constants } from "node:fs";
import { chmod, copyFile, cp, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "../base/start-error.ts";
import { countRows, describeFiles, type Manifest, manifestName, rowsName } from "./backup.ts";
import { dataVersion, writtenByNewer } from "./data-version.ts";
import { prepareTables } from "./prepare-tables.ts";
import { readRows } from "./row-files.ts";
import { upgradeRows } from "./row-upgrades.ts";
import { name, sql, trusted } from "./sql.ts";
import type { TableDefinition } from "./tables.ts";
import { openWarehouse, type Warehouse } from "./warehouse.ts";

export interface RestoreParts {
  /** The folder of the backup, and that of the data to be made of it. */
  readonly backup: string;
  readonly data: string;
  readonly tables: readonly TableDefinition[];
  /** The server of ClickHouse that visits and actions go to; into the data folder where there is none. */
  readonly clickhouseUrl?: string | undefined;
}

/**
 * Makes a data folder of a backup, whose files are checked first. Throws a StartError where the backup is not whole, or where there is
 * something in the data folder or in the tables of the server already.
 */
export async function restoreBackup({ backup, data, tables, clickhouseUrl }: RestoreParts): Promise<Manifest> {
  const manifest = await readManifest(backup);
  if (manifest.dataVersion > dataVersion) throw writtenByNewer(`files of ${backup}`);
  await checkFiles(backup, manifest);
  await requireEmpty(data);
  await mkdir(data, { recursive: true });
  await chmod(data, 0o700);
  for (const file of ["secret", "records.db", "outbox.db", "journal.db"])
    await copyFile(join(backup, file), join(data, file), constants.COPYFILE_EXCL);
  if (!manifest.rows) return manifest;
  const warehouse = await openWarehouse({ path: join(data, "warehouse"), url: clickhouseUrl });
  try {
    await restoreTables(warehouse, backup, tables, manifest.rows, clickhouseUrl !== undefined);
    await upgradeRows(warehouse, manifest.dataVersion);
  } finally {
    await warehouse.close();
  }
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

/** Makes the tables as this version wants them and gives them what the backup has of them; columns that it lacks take their defaults. */
async function restoreTables(
  warehouse: Warehouse,
  backup: string,
  tables: readonly TableDefinition[],
  rows: Readonly<Record<string, number>>,
  isServer: boolean,
): Promise<void> {
  await prepareTables(warehouse, tables);
  for (const table of Object.keys(rows))
    if (isServer && (await countRows(warehouse, table)) > 0)
      throw new StartError(`The table ${table} of the ClickHouse server has rows already: restore to a server without them.`);
  for (const [table, expected] of Object.entries(rows)) {
    const from = join(backup, "warehouse", table);
    if ((await readdir(from)).includes(rowsName)) await readRows(warehouse, table, join(from, rowsName));
    else if (isServer) throw new StartError("This backup is one of the embedded engine: restore it without a ClickHouse server.");
    else await attachParts(warehouse, table, from);
    const found = await countRows(warehouse, table);
    if (found !== expected) throw new StartError(`The table ${table} has ${found} rows and not ${expected}: take another backup.`);
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
