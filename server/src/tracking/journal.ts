import Database from "libsql";

/** A hit as it stands in the journal. */
export interface JournalEntry {
  readonly position: number;
  readonly payload: string;
}

/**
 * The local, append-only record of accepted hits. An append resolves when its hits are on disk: all appends that wait at one moment
 * share one commit and one sync. Positions only grow, and are the ids of whatever is derived from the hit.
 */
export interface Journal {
  /** Resolves with the position of the first of them once all are durable; rejects where the disk refuses, and then none is kept. */
  append(payloads: readonly string[]): Promise<number>;
  /** Position of the last durable hit. */
  readonly last: number;
  /** Hits that wait to be applied. */
  readonly waiting: number;
  /** Forgets hits up to that position: they have been applied. */
  release(position: number): void;
  /** Leaves nothing on the disk of hits that were released. */
  scrub(): void;
  close(): void;
}

/** Reads the journal, from another connection or thread than the one that appends. */
export interface JournalReader {
  /** Up to `count` hits after that position, in order. */
  readAfter(position: number, count: number): readonly JournalEntry[];
  close(): void;
}

interface Append {
  readonly payloads: readonly string[];
  readonly resolve: (position: number) => void;
  readonly reject: (reason: unknown) => void;
}

const releaseEvery = 250;
/** Milliseconds between two commits under load: hits that come within them share one sync, which costs far more than a hit. */
const commitEvery = 3;

/** Of 4 KiB each. */
const manyPages = 5000;

function freePages(database: Database.Database): number {
  const [found] = database.pragma("freelist_count") as { readonly freelist_count: number }[];
  return found?.freelist_count ?? 0;
}

function openDatabase(path: string): Database.Database {
  const database = new Database(path);
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA busy_timeout = 5000");
  return database;
}

/** Opens (or creates) the journal in the file at `path`. */
export function openJournal(path: string): Journal {
  const database = openDatabase(path);
  // Deleted hits are overwritten: what a person asked to be forgotten must not linger in free pages.
  database.exec("PRAGMA secure_delete = ON");
  database.exec("CREATE TABLE IF NOT EXISTS hits (position INTEGER PRIMARY KEY AUTOINCREMENT, payload TEXT NOT NULL)");
  const insert = database.prepare("INSERT INTO hits (payload) VALUES (?)");
  const forget = database.prepare("DELETE FROM hits WHERE position <= ?");
  const { last: greatest } = database
    .prepare("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'hits'), 0) AS last")
    .get() as { last: number };
  const { first: least } = database.prepare("SELECT coalesce(min(position), 0) AS first FROM hits").get() as { first: number };

  let last = greatest;
  let released = least > 0 ? least - 1 : greatest;
  let deleted = released;
  let pending: Append[] = [];
  let scheduled = false;
  let committed = Number.NEGATIVE_INFINITY;

  const commit = () => {
    scheduled = false;
    committed = performance.now();
    const group = pending;
    pending = [];
    try {
      database.exec("BEGIN IMMEDIATE");
      for (const { payloads } of group) for (const payload of payloads) insert.run(payload);
      database.exec("COMMIT");
    } catch (reason) {
      if (database.inTransaction) database.exec("ROLLBACK");
      for (const { reject } of group) reject(reason);
      return;
    }
    for (const { payloads, resolve } of group) {
      resolve(last + 1);
      last += payloads.length;
    }
  };
  const erase = () => {
    if (released === deleted) return;
    try {
      forget.run(released);
      deleted = released;
      if (released < last) return;
      // After an import the file is mostly room that nobody needs.
      if (freePages(database) > manyPages) database.exec("VACUUM");
      // The write-ahead log still has them: with nothing waiting it is emptied into the file, where they are overwritten.
      database.pragma("wal_checkpoint(TRUNCATE)");
    } catch {
      // The disk is full or busy: they are erased next time.
    }
  };
  const timer = setInterval(erase, releaseEvery);
  timer.unref();

  return {
    append: (payloads) =>
      new Promise((resolve, reject) => {
        pending.push({ payloads, resolve, reject });
        if (scheduled) return;
        scheduled = true;
        if (performance.now() - committed > commitEvery) setImmediate(commit);
        else setTimeout(commit, commitEvery);
      }),
    get last() {
      return last;
    },
    get waiting() {
      return last - released;
    },
    release: (position) => {
      released = Math.max(released, position);
    },
    scrub: () => {
      erase();
      database.pragma("wal_checkpoint(TRUNCATE)");
    },
    close: () => {
      clearInterval(timer);
      if (pending.length > 0) commit();
      erase();
      database.pragma("wal_checkpoint(TRUNCATE)");
      database.close();
    },
  };
}

export function openJournalReader(path: string): JournalReader {
  const database = openDatabase(path);
  const select = database.prepare("SELECT position, payload FROM hits WHERE position > ? ORDER BY position LIMIT ?");
  return {
    readAfter: (position, count) => select.all(position, count) as JournalEntry[],
    close: () => database.close(),
  };
}
