import { createHash, randomBytes } from "node:crypto";
import { name, printWhole, type Sql, sql } from "./sql.ts";
import type { QueryOptions, Warehouse } from "./warehouse.ts";

/** Ids of visits that stand ready in memory: `visit IN` its name asks for them at once, however many there are. */
export interface VisitSet {
  readonly name: string;
  /** Makes it, on the first call; statements that name it wait for that. */
  make(): Promise<void>;
  /** Drops it, where it was made. */
  drop(): Promise<void>;
}

const prefix = "visit_set_";

/**
 * A set of the visits that a statement finds. Its name tells these visits, by a hash of the statement, and whose set it is: two who ask for the
 * same have one each. Whoever makes one drops it.
 */
export function visitSetOf(warehouse: Warehouse, visits: Sql, options: QueryOptions): VisitSet {
  const ofVisits = createHash("sha256").update(printWhole(visits)).digest("hex");
  const id = `${prefix}${ofVisits}_${randomBytes(8).toString("hex")}`;
  const make = async () => {
    await warehouse.command(sql`CREATE TABLE ${name(id)} (visit UInt64) ENGINE = Set SETTINGS persistent = 0`, options);
    await warehouse.command(sql`INSERT INTO ${name(id)} ${visits}`, options);
  };
  let made: Promise<void> | undefined;
  return {
    name: id,
    make: () => {
      made ??= make();
      return made;
    },
    drop: async () => {
      if (!made) return;
      await made.catch(() => {});
      await warehouse.command(sql`DROP TABLE IF EXISTS ${name(id)} SYNC`, options);
    },
  };
}

/** The text of a statement by which it is known again: with the visits of its sets, and not whose sets they are. */
export function withoutSetNames(statement: string): string {
  return statement.replaceAll(new RegExp(`(${prefix}[0-9a-f]{64})_[0-9a-f]{16}`, "g"), "$1");
}

/** Drops the sets that a server which was killed has left behind: others may be at work with theirs, but for no hour. */
export async function dropLeftVisitSets(warehouse: Warehouse): Promise<void> {
  const left = await warehouse.query<{ name: string }>(
    sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, ${prefix}) AND metadata_modification_time < now() - 3600`,
  );
  for (const { name: set } of left) await warehouse.command(sql`DROP TABLE IF EXISTS ${name(set)} SYNC`);
}
