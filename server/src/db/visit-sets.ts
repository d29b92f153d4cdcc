import { randomBytes } from "node:crypto";
import { name, type Sql, sql } from "./sql.ts";
import type { QueryOptions, Warehouse } from "./warehouse.ts";

/** Ids of visits that stand ready in memory: `visit IN` its name asks for them at once, however many there are. */
export interface VisitSet {
  readonly name: string;
  drop(): Promise<void>;
}

const prefix = "visit_set_";

/** Makes the set of the visits that a statement finds, under a name of its own. Whoever makes one drops it. */
export async function makeVisitSet(warehouse: Warehouse, visits: Sql, options: QueryOptions): Promise<VisitSet> {
  const id = `${prefix}${randomBytes(8).toString("hex")}`;
  const drop = () => warehouse.command(sql`DROP TABLE IF EXISTS ${name(id)} SYNC`, options);
  await warehouse.command(sql`CREATE TABLE ${name(id)} (visit UInt64) ENGINE = Set SETTINGS persistent = 0`, options);
  try {
    await warehouse.command(sql`INSERT INTO ${name(id)} ${visits}`, options);
  } catch (error) {
    await drop();
    throw error;
  }
  return { name: id, drop };
}

/** Drops the sets that a server which was killed has left behind: others may be at work with theirs, but for no hour. */
export async function dropLeftVisitSets(warehouse: Warehouse): Promise<void> {
  const left = await warehouse.query<{ name: string }>(
    sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, ${prefix}) AND metadata_modification_time < now() - 3600`,
  );
  for (const { name: set } of left) await warehouse.command(sql`DROP TABLE IF EXISTS ${name(set)} SYNC`);
}
