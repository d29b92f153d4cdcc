import type { Records } from "./records.ts";

/** What a user has chosen; undefined where nothing was. */
export async function readPreference(records: Records, login: string, name: string): Promise<string | undefined> {
  const found = await records
    .selectFrom("preferences")
    .select("value")
    .where("login", "=", login)
    .where("name", "=", name)
    .executeTakeFirst();
  return found?.value;
}

export async function writePreference(records: Records, login: string, name: string, value: string): Promise<void> {
  await records
    .insertInto("preferences")
    .values({ login, name, value })
    .onConflict((conflict) => conflict.columns(["login", "name"]).doUpdateSet({ value }))
    .execute();
}
