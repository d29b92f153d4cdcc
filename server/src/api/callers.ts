import type { Clock } from "../base/clock.ts";
import { badToken, secureOnlyToken, tooManyAttempts } from "../base/errors.ts";
import type { Lockout } from "../base/lockout.ts";
import type { Log } from "../base/log.ts";
import { type Caller, nobody } from "../catalog/caller.ts";
import type { Role } from "../catalog/method.ts";
import type { Records } from "../db/records.ts";
import { type Credentials, credentialsOf, splitOwner, type TokenPlace } from "./credentials.ts";
import type { ApiRequest } from "./request.ts";
import { sessionCaller } from "./session-caller.ts";

export interface CallerParts {
  readonly records: Records;
  readonly clock: Clock;
  readonly log: Log;
  /** Turns a token into the keyed hash under which it is stored. */
  readonly hashToken: (token: string) => string;
}

/** Seconds within which a token that is used again is not written down as used again. */
const useIsTold = 600;

/**
 * Whose token that is: a token, `user:token`, or `user:application password`. Empty text and `anonymous` are the anonymous user, who
 * sees what the login `anonymous` may see. Undefined for a token that is unknown, expired, without a user or another user's.
 * Throws secureOnlyToken for one that must not stand in an address.
 */
export async function findCaller(parts: CallerParts, token: string, where: TokenPlace, owner?: string): Promise<Caller | undefined> {
  const { records, clock } = parts;
  if (token === "" || token === nobody.login) return { ...nobody, roles: await rolesOf(records, nobody.login) };
  const { login = owner, secret } = splitOwner(token);
  const found = await findToken(parts, secret);
  const now = Math.floor(clock.now() / 1000);
  if (!found || (found.expires !== null && found.expires <= now) || !isOwner(found, login)) return undefined;
  if (found.secure_only && where === "address") throw secureOnlyToken();
  if (found.last_used === null || found.last_used + useIsTold <= now) void noteUse(parts, found.id, now);
  return tokenCaller(found, await rolesOf(records, found.login));
}

/**
 * Who makes the request: by `token_auth`, else by the header Authorization, else by the session of a browser, else the anonymous user.
 * Throws badToken and secureOnlyToken; and tooManyAttempts where unknown tokens keep coming from an address. A right one is taken
 * always, from there too.
 */
export async function callerOf(parts: CallerParts & { readonly lockout: Lockout }, request: ApiRequest): Promise<Caller> {
  const inSession = await sessionCaller(parts, request, (login) => rolesOf(parts.records, login));
  if (inSession) return inSession;
  const { token, where, login }: Credentials = credentialsOf(request);
  const caller = await findCaller(parts, token, where, login);
  if (caller) return caller;
  const attempt = { address: request.ip };
  const wait = parts.lockout.wait(attempt);
  if (wait > 0) throw tooManyAttempts(wait);
  parts.lockout.fail(attempt);
  throw badToken();
}

type FoundToken = NonNullable<Awaited<ReturnType<typeof findToken>>>;

/** By its keyed hash: what time the look-up takes tells nothing of the token. */
function findToken({ records, hashToken }: CallerParts, secret: string) {
  return records
    .selectFrom("tokens")
    .innerJoin("users", "users.login", "tokens.login")
    .select(["tokens.id", "tokens.expires", "tokens.last_used", "tokens.secure_only", "tokens.kind", "tokens.read_only", "tokens.sites"])
    .select(["users.login", "users.email", "users.superuser"])
    .where("tokens.hash", "=", hashToken(secret))
    .executeTakeFirst();
}

function isOwner({ kind, login, email }: FoundToken, named: string | undefined): boolean {
  if (named === undefined) return kind === "token";
  return named === login || named.toLowerCase() === email.toLowerCase();
}

/** A superuser's token for named sites administers those and is no superuser's elsewhere. */
function tokenCaller(token: FoundToken, roles: ReadonlyMap<number, Role>): Caller {
  const readOnly = token.read_only === 1 ? { readOnly: true } : {};
  if (token.sites === "") return { login: token.login, superuser: token.superuser === 1, roles, ...readOnly };
  const sites = JSON.parse(token.sites) as readonly number[];
  const limited = sites.flatMap((site): [number, Role][] => {
    const role = token.superuser === 1 ? "admin" : roles.get(site);
    return role ? [[site, role]] : [];
  });
  return { login: token.login, superuser: false, roles: new Map(limited), limited: true, ...readOnly };
}

async function rolesOf(records: Records, login: string): Promise<ReadonlyMap<number, Role>> {
  const rows = await records.selectFrom("access").select(["site", "access"]).where("login", "=", login).execute();
  const roles = new Map<number, Role>();
  for (const role of ["view", "write", "admin"] as const) for (const row of rows) if (row.access === role) roles.set(row.site, role);
  return roles;
}

/** Not waited for: no answer should be late, or fail, for a note. */
async function noteUse({ records, log }: CallerParts, id: number, now: number): Promise<void> {
  try {
    await records.updateTable("tokens").set({ last_used: now }).where("id", "=", id).execute();
  } catch (error) {
    log.warn("the use of a token could not be noted", { error });
  }
}
