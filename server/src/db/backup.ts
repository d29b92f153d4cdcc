import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { cp, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { version } from "../base/version.ts";
import { copyDatabase } from "./copy-database.ts";
import type { DataFolder } from "./data-folder.ts";
import { dataVersion } from "./data-version.ts";
import { writeRows } from "./row-files.ts";
import { name, sql, trusted } from "./sql.ts";
import type { TableDefinition } from "./tables.ts";
import type { Warehouse } from "./warehouse.ts";

/** The SQLite files of a data folder, in the order in which they are copied. */
const databases = ["records.db", "outbox.db", "journal.db"] as const;
export const manifestName = "backup.json";

/** What a backup says of itself, in `backup.json`; it is written last, so a folder without it is no backup. */
export interface Manifest {
  /** The Footfall that made it, and when. */
  readonly version: string;
  readonly made: string;
  /** The shape of what is kept, see data-version.ts. */
  readonly dataVersion: number;
  /** Rows of each table, those of one key as one; undefined in backups of an earlier version that have no tables. */
  readonly rows: Readonly<Record<string, number>> | undefined;
  /** Bytes and SHA-256 of each file, by its path within the backup. */
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

export interface BackupParts {
  readonly folder: DataFolder;
  readonly warehouse: Warehouse;
  /** Whether the warehouse is within the data folder. */
  readonly isEmbedded: boolean;
  readonly tables: readonly TableDefinition[];
  /** Does the work while nothing is written to the warehouse; hits are taken meanwhile. */
  readonly whileStill: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly now: Date;
}

export interface BackupMade {
  /** Path of the new folder. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * Copies everything that is kept into a new folder under `backups` in the data folder, as it is at one instant. Tracking stands still only
 * while SQLite files are copied and parts of tables, which never change, are linked; they take no room of their own as long as the originals
 * are there. The files of a server of ClickHouse are out of reach: its rows are read and written down, and tracking stands still for that.
 */
export async function makeBackup(parts: BackupParts): Promise<BackupMade> {
  const { folder, now } = parts;
  // Letters and digits only: the engine writes other signs in names of its own.
  const stamp = now.toISOString().replace(/[^\dTZ]/g, "");
  const path = join(folder.path, "backups", stamp);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const rows = await parts.whileStill(async () => {
    for (const database of databases) await copyDatabase(join(folder.path, database), join(path, database));
    return parts.isEmbedded ? freezeTables(parts, path, stamp) : writeTables(parts, path);
  });
  await writeFile(join(path, "secret"), `${folder.secret}\n`, { mode: 0o600 });
  const files = await describeFiles(path);
  const manifest: Manifest = { version, made: now.toISOString(), dataVersion, rows, files };
  await writeFile(join(path, manifestName), `${JSON.stringify(manifest, undefined, 1)}\n`);
  return { path, bytes: Object.values(files).reduce((sum, file) => sum + file.bytes, 0) };
}

/** Links all parts of the tables to `path`/warehouse/TABLE/PART; gives the rows of each. */
async function freezeTables({ folder, warehouse, tables }: BackupParts, path: string, stamp: string): Promise<Record<string, number>> {
  const frozen = join(folder.path, "warehouse", "shadow", stamp);
  const rows: Record<string, number> = {};
  try {
    for (const { name: table } of tables) {
      await warehouse.command(sql`ALTER TABLE ${name(table)} FREEZE WITH NAME ${trusted(`'${stamp}'`)}`);
      rows[table] = await countRows(warehouse, table);
      const parts = await moveParts(frozen, join(path, "warehouse", table));
      if (rows[table] > 0 && parts === 0) throw new Error(`no part of the table ${table} was frozen`);
    }
  } finally {
    await rm(frozen, { recursive: true, force: true });
  }
  return rows;
}

/** Writes the rows of all tables to `path`/warehouse/TABLE/`rowsName`; gives how many each has. */
async function writeTables({ warehouse, tables }: BackupParts, path: string): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const table of tables) {
    const folder = join(path, "warehouse", table.name);
    await mkdir(folder, { recursive: true });
    await writeRows(warehouse, table, join(folder, rowsName));
    rows[table.name] = await countRows(warehouse, table.name);
  }
  return rows;
}

/** The file of a table's rows, where a backup has no parts of it. */
export const rowsName = "rows.jsonl.gz";

/** Counts the rows as they are when all of one key are put together, which the engine does whenever it likes. */
export async function countRows(warehouse: Warehouse, table: string): Promise<number> {
  const [counted] = await warehouse.query<{ rows: number }>(sql`SELECT count() AS rows FROM ${name(table)} SETTINGS final = 1`);
  return counted!.rows;
}

/** Takes the parts out of `store/xyz/UUID/` below `frozen`; a table without rows has none. Gives how many there were. */
async function moveParts(frozen: string, to: string): Promise<number> {
  await mkdir(to, { recursive: true });
  const store = join(frozen, "store");
  let moved = 0;
  for (const start of await readdir(store).catch(() => []))
    for (const uuid of await readdir(join(store, start)))
      for (const part of await readdir(join(store, start, uuid))) {
        await move(join(store, start, uuid, part), join(to, part));
        moved += 1;
      }
  await rm(store, { recursive: true, force: true });
  return moved;
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    // The backups may be a disk of their own.
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    await cp(from, to, { recursive: true });
  }
}

/** Size and hash of every file below `path`. */
export async function describeFiles(path: string): Promise<Manifest["files"]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files: Record<string, { bytes: number; sha256: string }> = {};
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const hash = createHash("sha256");
    await pipeline(createReadStream(file), hash);
    files[relative(path, file)] = { bytes: (await stat(file)).size, sha256: hash.digest("hex") };
  }
  return files;
}
