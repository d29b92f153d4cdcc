import { notAllowed, takenName, wrongParameter } from "../../base/errors.ts";
import type { Records } from "../../db/records.ts";
import { anonymous, findUser, findUserByEmail, type User } from "../../db/users.ts";

/** Adds a user who has access to nothing yet. The password comes hashed, empty for one who is invited. */
export async function insertUser(
  records: Records,
  user: Pick<User, "login" | "email" | "password"> & Partial<User>,
  now: number,
): Promise<void> {
  await records
    .insertInto("users")
    .values({
      superuser: 0,
      registered: now,
      password_changed: now,
      last_seen: null,
      invited_by: null,
      invite_token: null,
      invite_expires: null,
      invite_accepted: null,
      two_factor_secret: "",
      ...user,
    })
    .execute();
}

export async function updateUser(records: Records, login: string, changes: Partial<User>): Promise<void> {
  if (Object.keys(changes).length > 0) await records.updateTable("users").set(changes).where("login", "=", login).execute();
}

/**
 * Removes the user with all that is theirs alone: access, tokens, sessions, preferences, dashboards, segments. What others use too stays without the
 * name: notes, sites, invitations. NOTE matomo: segments that others use go to another superuser.
 */
export async function deleteUser(records: Records, login: string): Promise<void> {
  await records.transaction().execute(async (transaction) => {
    for (const table of ["users", "access", "tokens", "sessions", "preferences", "recovery_codes", "dashboards"] as const)
      await transaction.deleteFrom(table).where("login", "=", login).execute();
    await transaction.deleteFrom("segments").where("login", "=", login).where("shared", "=", 0).execute();
    const heir = await transaction.selectFrom("users").select("login").where("superuser", "=", 1).orderBy("login").executeTakeFirst();
    await transaction
      .updateTable("segments")
      .set({ login: heir?.login ?? "" })
      .where("login", "=", login)
      .execute();
    await transaction.updateTable("annotations").set({ login: "" }).where("login", "=", login).execute();
    await transaction.updateTable("sites").set({ creator: "" }).where("creator", "=", login).execute();
    await transaction.updateTable("users").set({ invited_by: null }).where("invited_by", "=", login).execute();
  });
}

/** Throws for a login that cannot be, or is another user's login or address. */
export async function checkNewLogin(records: Records, login: string): Promise<void> {
  if (!/^[A-Za-zÄäÖöÜüß0-9_.@+-]{2,100}$/.test(login))
    throw wrongParameter("userLogin", login, "2 to 100 letters, digits and the signs _ . @ + -");
  if ((await findUser(records, login)) || (await findUserByEmail(records, login))) throw takenName("user name", login);
}

/** Throws for what is no address, or is another user's address or login. */
export async function checkEmail(records: Records, email: string, ownLogin?: string): Promise<void> {
  if (!/^[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"'.]+$/.test(email)) throw wrongParameter("email", email, "an e-mail address");
  const holder = (await findUserByEmail(records, email)) ?? (await findUser(records, email));
  if (holder && holder.login !== ownLogin) throw takenName("e-mail address", email);
}

export function requireNotAnonymous(login: string): void {
  if (login === anonymous)
    throw notAllowed("The user 'anonymous' cannot be changed or removed: it stands for everyone who sends no token.");
}

/** Throws where no superuser would be left without that user. */
export async function requireOtherSuperuser(records: Records, login: string): Promise<void> {
  const others = await records.selectFrom("users").select("login").where("superuser", "=", 1).where("login", "!=", login).execute();
  if (others.length === 0) throw notAllowed(`'${login}' is the only superuser: make another user a superuser first.`);
}
