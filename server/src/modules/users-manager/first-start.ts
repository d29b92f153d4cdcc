import { randomBytes } from "node:crypto";
import type { Clock } from "../../base/clock.ts";
import { hashPassword } from "../../db/passwords.ts";
import type { Records } from "../../db/records.ts";
import { anonymous, findUser } from "../../db/users.ts";
import { insertToken, newToken } from "./tokens.ts";
import { insertUser } from "./users.ts";

/** The first superuser with the secrets, which are told this once. */
export interface FirstUser {
  readonly login: string;
  readonly password: string;
  readonly token: string;
}

export interface FirstStart {
  /** The token that the first superuser shall have; made up where it is not given. */
  readonly token?: string | undefined;
  readonly hashToken: (token: string) => string;
  readonly clock: Clock;
}

/** Adds the superuser `admin` and the user `anonymous` where they are missing; undefined where there are users already. */
export async function createFirstUser(
  records: Records,
  { token = newToken(), hashToken, clock }: FirstStart,
): Promise<FirstUser | undefined> {
  const now = Math.floor(clock.now() / 1000);
  if (!(await findUser(records, anonymous)))
    await insertUser(records, { login: anonymous, email: "anonymous@example.org", password: "" }, now);
  const known = await records.selectFrom("users").select("login").where("superuser", "=", 1).executeTakeFirst();
  if (known) return undefined;
  const password = randomBytes(15).toString("base64url");
  await insertUser(records, { login: "admin", email: "admin@example.org", password: await hashPassword(password), superuser: 1 }, now);
  await insertToken(records, { login: "admin", description: "First start", hash: hashToken(token), created: now, expires: null });
  return { login: "admin", password, token };
}
