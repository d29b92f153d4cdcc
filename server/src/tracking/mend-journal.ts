import { existsSync, renameSync } from "node:fs";
import Database from "libsql";
import type { Log } from "../base/log.ts";
import { isDamage } from "../db/damage.ts";
import type { JournalEntry } from "./journal.ts";
import { type LogFrames, readFrames } from "./journal-tail.ts";

/**
 * Looks whether the journal at `path` is whole before it is opened, and tells what is not. A tail that was cut short is left out. A damaged
 * file is set aside under another name, and what can be read of it goes into a new one, in which positions go on after `applied`, the last
 * that is in the warehouse.
 */
export function mendJournal(path: string, applied: number, log: Log): void {
  const frames = readFrames(`${path}-wal`);
  if (!existsSync(path)) return;
  const good = readableFrames(path);
  if (good === undefined) renew(path, applied, log);
  else if (frames.count > good) tellOfTail(frames, good, log);
}

function tellOfTail(frames: LogFrames, good: number, log: Log): void {
  const lost = Array.from({ length: frames.count - good }, (_, index) => good + 1 + index);
  if (lost.some(frames.isCommit))
    log.error("The end of the journal is damaged and was left out; hits that were acknowledged last may be lost.", { pages: lost.length });
  else
    log.warn("The last write to the journal was cut short and was left out; none of its hits had been acknowledged.", {
      pages: lost.length,
    });
}

/** Frames of the write-ahead log that SQLite accepts; undefined where the file is damaged. */
function readableFrames(path: string): number | undefined {
  let database: Database.Database | undefined;
  try {
    database = new Database(path);
    database.exec("PRAGMA journal_mode = WAL");
    const [checkpoint] = database.pragma("wal_checkpoint(PASSIVE)") as { readonly log: number }[];
    const [found] = database.pragma("quick_check(1)") as { readonly quick_check: string }[];
    return found?.quick_check === "ok" ? (checkpoint?.log ?? 0) : undefined;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return undefined;
  } finally {
    database?.close();
  }
}

function renew(path: string, applied: number, log: Log): void {
  const aside = `${path}.damaged-${Date.now()}`;
  for (const end of ["", "-wal", "-shm"]) if (existsSync(path + end)) renameSync(path + end, aside + end);
  const entries = salvage(aside);
  const database = new Database(path);
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("CREATE TABLE hits (position INTEGER PRIMARY KEY AUTOINCREMENT, payload TEXT NOT NULL)");
  const insert = database.prepare("INSERT INTO hits (position, payload) VALUES (?, ?)");
  database.exec("BEGIN");
  // The highest position ever given is kept with the table, so a row that comes and goes sets it.
  insert.run(applied, "{}");
  database.prepare("DELETE FROM hits").run();
  for (const { position, payload } of entries) insert.run(position, payload);
  database.exec("COMMIT");
  database.close();
  log.error("The journal was damaged. What could be read of it was kept; hits that had not been applied may be lost.", {
    hitsRead: entries.length,
    damagedFile: aside,
  });
}

/** The hits that can be read: from the first one up to the damage, and from the last one down to it. */
function salvage(path: string): readonly JournalEntry[] {
  const found = new Map<number, string>();
  const read = (order: "ASC" | "DESC") => {
    let database: Database.Database | undefined;
    try {
      database = new Database(path);
      const select = database.prepare(`SELECT position, payload FROM hits ORDER BY position ${order}`);
      for (const { position, payload } of select.iterate() as Iterable<JournalEntry>) {
        if (found.has(position)) return;
        found.set(position, payload);
      }
    } catch {
      // So far and no further.
    } finally {
      database?.close();
    }
  };
  read("ASC");
  read("DESC");
  return [...found].map(([position, payload]) => ({ position, payload })).sort((a, b) => a.position - b.position);
}
