import { randomBytes } from "node:crypto";
import { unknownThing, wrongPassword } from "../base/errors.ts";
import type { Lockout } from "../base/lockout.ts";
import { writeAudit } from "../db/audit-log.ts";
import { checkPassword, hashPassword, isPasswordOf } from "../db/passwords.ts";
import { deleteSession, deleteSessionsOf, insertSession } from "../db/sessions.ts";
import { checkSecondFactor, type SecondFactorStore } from "../db/two-factor.ts";
import { findUser, findUserByEmail, type User } from "../db/users.ts";
import { attempted } from "./guarded.ts";
import { csrfToken, isSame, type SessionParts, sessionHash, sessionUser } from "./session-caller.ts";

export interface SignIn {
  /** Login or e-mail address. */
  readonly login: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code; empty without one. */
  readonly code: string;
  /** Whether the session outlives a day without use. */
  readonly remember: boolean;
  readonly ip: string;
}

export interface SignedIn {
  readonly login: string;
  readonly superuser: boolean;
  /** What calls with the cookie have to send along. */
  readonly csrf: string;
}

/** What people do in a browser. All of it throws UserErrors. */
export interface Accounts {
  /** Throws wrongPassword and tooManyAttempts. `secret` is for the cookie alone; `idle` seconds without use end the session. */
  signIn(given: SignIn): Promise<SignedIn & { readonly secret: string; readonly idle: number }>;
  /** Whose session a cookie's secret is. */
  session(secret: string): Promise<SignedIn | undefined>;
  /** Ends a session, or all of its user's. Nothing happens without the right CSRF token. */
  signOut(secret: string, csrf: string, everywhere: boolean, ip: string): Promise<boolean>;
  /** Somebody who is invited chooses a password; gives the login. */
  acceptInvitation(token: string, password: string, ip: string): Promise<string>;
}

type SignInParts = SessionParts & SecondFactorStore & { readonly lockout: Lockout };

const idleSeconds = 24 * 60 * 60;
const rememberedSeconds = 30 * 24 * 60 * 60;

export function createAccounts(parts: SignInParts): Accounts {
  return {
    signIn: (given) => signIn(parts, given),
    session: async (secret) => {
      const user = await sessionUser(parts, secret);
      return user && signedIn(parts, user, secret);
    },
    signOut: (secret, csrf, everywhere, ip) => signOut(parts, secret, csrf, everywhere, ip),
    acceptInvitation: (token, password, ip) => acceptInvitation(parts, token, password, ip),
  };
}

async function signIn(parts: SignInParts, { login: named, ip, ...given }: SignIn) {
  const { records, lockout } = parts;
  const known = (await findUser(records, named)) ?? (await findUserByEmail(records, named));
  const now = seconds(parts);
  const user = await attempted(lockout, { address: ip, account: known?.login ?? named }, async () => {
    const isRight = await isPasswordOf(known, given.password);
    if (!isRight && known) await writeAudit(records, { at: now, login: known.login, ip, action: "Login.failed", facts: {} });
    if (!isRight || !known) throw wrongPassword("The login or the password is not correct; it was not possible to sign in.");
    await checkSecondFactor(parts, known, given.code, now);
    return known;
  });
  const secret = randomBytes(32).toString("base64url");
  const idle = given.remember ? rememberedSeconds : idleSeconds;
  await insertSession(records, {
    hash: sessionHash(parts, secret),
    login: user.login,
    created: now,
    seen: now,
    expires: now + idle,
    idle,
  });
  await records.updateTable("users").set({ last_seen: now }).where("login", "=", user.login).execute();
  await writeAudit(records, { at: now, login: user.login, ip, action: "Login.signIn", facts: {} });
  return { ...signedIn(parts, user, secret), secret, idle };
}

async function signOut(parts: SessionParts, secret: string, csrf: string, everywhere: boolean, ip: string): Promise<boolean> {
  const user = isSame(csrf, csrfToken(parts, secret)) ? await sessionUser(parts, secret) : undefined;
  if (!user) return false;
  if (everywhere) await deleteSessionsOf(parts.records, user.login);
  else await deleteSession(parts.records, sessionHash(parts, secret));
  await writeAudit(parts.records, { at: seconds(parts), login: user.login, ip, action: "Login.signOut", facts: { everywhere } });
  return true;
}

async function acceptInvitation(parts: SessionParts, token: string, password: string, ip: string): Promise<string> {
  const { records, hashToken } = parts;
  const now = seconds(parts);
  const user = await records.selectFrom("users").selectAll().where("invite_token", "=", hashToken(token)).executeTakeFirst();
  if (!user || user.invite_expires === null || user.invite_expires < now)
    throw unknownThing("invitation", "of this link (it may be old: ask for a new one)");
  checkPassword(password);
  await records
    .updateTable("users")
    .set({ password: await hashPassword(password), password_changed: now, invite_token: null, invite_accepted: now })
    .where("login", "=", user.login)
    .where("invite_token", "=", user.invite_token)
    .execute();
  await writeAudit(records, { at: now, login: user.login, ip, action: "Login.acceptInvitation", facts: {} });
  return user.login;
}

function signedIn(parts: SessionParts, user: User, secret: string): SignedIn {
  return { login: user.login, superuser: user.superuser === 1, csrf: csrfToken(parts, secret) };
}

function seconds({ clock }: SessionParts): number {
  return Math.floor(clock.now() / 1000);
}
