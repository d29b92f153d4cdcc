import Database from "libsql";
import { StartError } from "../base/start-error.ts";
import { isDamage } from "../db/damage.ts";
import { sql, typed } from "../db/sql.ts";
import type { Warehouse } from "../db/warehouse.ts";

/** Rows that one batch of hits led to, by table, in the order in which they are written. */
export type RowsByTable = Readonly<Record<string, readonly object[]>>;

/**
 * Stands between tracking and the warehouse so that a crash changes nothing twice. A batch's rows are first made durable here, together
 * with the journal position up to which they go; then they are written; then the batch is ticked off. After a crash the unfinished
 * batch is written again: tables that keep one row per key take it twice without harm, and of `actions` only the missing rows are sent.
 */
export interface Outbox {
  /** The journal position up to which everything is in the warehouse or here. */
  readonly position: number;
  /** Makes a batch durable; the one before must have been delivered. Throws where the disk refuses, and then nothing is kept. */
  keep(upTo: number, rows: RowsByTable): void;
  /** Writes the batch that is kept, if there is one; resolves when it is in the warehouse. After a failure it is called again. */
  deliver(): Promise<void>;
  /** Leaves nothing on the disk of batches that were delivered. */
  scrub(): void;
  close(): void;
}

function openDatabase(path: string): Database.Database {
  const database = new Database(path);
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA secure_delete = ON");
  database.exec("CREATE TABLE IF NOT EXISTS batch (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL, rows TEXT)");
  database.exec("INSERT OR IGNORE INTO batch (id, position) VALUES (1, 0)");
  return database;
}

/** The journal position up to which hits were applied when the outbox in the file at `path` was last used. Throws a StartError where it is damaged. */
export function positionOfOutbox(path: string): number {
  try {
    const database = openDatabase(path);
    const { position } = database.prepare("SELECT position FROM batch").get() as { position: number };
    database.close();
    return position;
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new StartError(
      `The file ${path} is damaged, so it is not known which hits are in the warehouse: restore the data folder from a backup.`,
    );
  }
}

/** Opens (or creates) the outbox in the file at `path`. */
export function openOutbox(path: string, warehouse: Warehouse): Outbox {
  const database = openDatabase(path);
  const read = database.prepare("SELECT position, rows FROM batch");
  const keep = database.prepare("UPDATE batch SET position = ?, rows = ?");
  const tick = database.prepare("UPDATE batch SET rows = NULL");

  let { position } = read.get() as { position: number };
  /** The batch kept just now, of which nothing has been sent yet. */
  let fresh: RowsByTable | undefined;

  /** What a crash, or a warehouse that was away, left unfinished. */
  const unfinished = async (): Promise<RowsByTable> => {
    const { rows: text } = read.get() as { rows: string | null };
    if (text === null) return {};
    const rows = JSON.parse(text) as RowsByTable;
    return { ...rows, actions: await missingActions(warehouse, (rows.actions ?? []) as readonly { position: number }[]) };
  };

  return {
    get position() {
      return position;
    },
    keep: (upTo, rows) => {
      keep.run(upTo, JSON.stringify(rows));
      position = upTo;
      fresh = rows;
    },
    deliver: async () => {
      const unsent = fresh;
      fresh = undefined;
      for (const [table, list] of Object.entries(unsent ?? (await unfinished()))) await warehouse.insert(table, list);
      tick.run();
    },
    scrub: () => {
      // The write-ahead log still has them: it is emptied into the file, where they are overwritten.
      database.pragma("wal_checkpoint(TRUNCATE)");
    },
    close: () => database.close(),
  };
}

async function missingActions(warehouse: Warehouse, actions: readonly { readonly position: number }[]): Promise<readonly object[]> {
  if (actions.length === 0) return [];
  const positions = typed(
    "Array(UInt64)",
    actions.map((action) => action.position),
  );
  const there = await warehouse.query<{ position: number }>(sql`SELECT position FROM actions WHERE position IN ${positions}`, {
    lane: "writer",
  });
  const written = new Set(there.map((row) => row.position));
  return actions.filter((action) => !written.has(action.position));
}
