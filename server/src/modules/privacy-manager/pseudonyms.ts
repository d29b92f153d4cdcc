import { name, type Sql, sql } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";

export interface Pseudonyms {
  /** What stands in place of the column `user_id`. */
  readonly pseudonym: Sql;
  forget(): Promise<void>;
}

/** In memory only: what a change is made of stays on the disk, and must not name those whom it hides. */
const table = name("pseudonyms");

/**
 * The pseudonyms of the users in those visits, the same that tracking gives: a keyed hash. What looks like one already stays. One at
 * a time: whoever asks holds tracking still.
 */
export async function pseudonymsOf(warehouse: Warehouse, visits: Sql, hashToken: (text: string) => string): Promise<Pseudonyms> {
  const users = await warehouse.query<{ user: string }>(
    sql`SELECT DISTINCT user_id AS user FROM visits WHERE ${visits} AND user_id != '' AND NOT match(user_id, '^[0-9a-f]{40}$')`,
    { lane: "heavy" },
  );
  await warehouse.command(sql`CREATE OR REPLACE TABLE ${table} (user String, pseudonym String) ENGINE = Memory`);
  await warehouse.insert(
    "pseudonyms",
    users.map(({ user }) => ({ user, pseudonym: hashToken(user).slice(0, 40) })),
  );
  return {
    pseudonym: sql`transform(user_id, (SELECT groupArray(user) FROM ${table}), (SELECT groupArray(pseudonym) FROM ${table}), user_id)`,
    forget: () => warehouse.command(sql`DROP TABLE ${table} SYNC`),
  };
}
