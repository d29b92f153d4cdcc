import type { Selectable } from "kysely";
import { unknownThing } from "../base/errors.ts";
import type { Records, UserRecord } from "./records.ts";

export type User = Selectable<UserRecord>;

/** Login of the user whose access everyone has who sends no token. */
export const anonymous = "anonymous";

/** Users by login; with `logins` only those. */
export function findUsers(records: Records, logins?: readonly string[]): Promise<User[]> {
  const all = records.selectFrom("users").selectAll().orderBy("login");
  return (logins ? all.where("login", "in", logins) : all).execute();
}

export function findUser(records: Records, login: string): Promise<User | undefined> {
  return records.selectFrom("users").selectAll().where("login", "=", login).executeTakeFirst();
}

/** Addresses are compared without regard to case. */
export function findUserByEmail(records: Records, email: string): Promise<User | undefined> {
  return records
    .selectFrom("users")
    .selectAll()
    .where(({ fn }) => fn<string>("lower", ["email"]), "=", email.toLowerCase())
    .executeTakeFirst();
}

export async function requireUser(records: Records, login: string): Promise<User> {
  const user = await findUser(records, login);
  if (!user) throw unknownThing("user", login);
  return user;
}
