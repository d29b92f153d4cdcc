import type { Records } from "../../src/db/records.ts";

/** Adds a user without a password and without access. */
export async function addPlainUser(records: Records, login: string): Promise<void> {
  await records
    .insertInto("users")
    .values({
      login,
      email: `${login}@example.org`,
      password: "",
      superuser: 0,
      registered: 0,
      password_changed: 0,
      last_seen: null,
      invited_by: null,
      invite_token: null,
      invite_expires: null,
      invite_accepted: null,
      two_factor_secret: "",
    })
    .execute();
}
