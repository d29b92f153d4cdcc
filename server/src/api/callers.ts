import type { Clock } from "../base/clock.ts";
import { badToken, secureOnlyToken } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { type Caller, nobody } from "../catalog/caller.ts";
import type { Role } from "../catalog/method.ts";
import type { Records } from "../db/records.ts";
import { type ApiRequest, textOf } from "./request.ts";

/** Where a token stood: in the address it may end up in logs and histories. */
export type TokenPlace = "body" | "address" | "header";

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
 * Whose token that is. Empty text and `anonymous` are the anonymous user, who sees what the login `anonymous` may see.
 * Undefined for a token that is unknown, expired or without a user. Throws secureOnlyToken for one that must not stand in an address.
 */
export async function findCaller(parts: CallerParts, token: string, where: TokenPlace): Promise<Caller | undefined> {
  const { records, clock } = parts;
  if (token === "" || token === nobody.login) return { ...nobody, roles: await rolesOf(records, nobody.login) };
  const now = Math.floor(clock.now() / 1000);
  const found = await records
    .selectFrom("tokens")
    .innerJoin("users", "users.login", "tokens.login")
    .select(["tokens.id", "tokens.expires", "tokens.last_used", "tokens.secure_only", "users.login", "users.superuser"])
    .where("tokens.hash", "=", parts.hashToken(token))
    .executeTakeFirst();
  if (!found || (found.expires !== null && found.expires <= now)) return undefined;
  if (found.secure_only && where === "address") throw secureOnlyToken();
  if (found.last_used === null || found.last_used + useIsTold <= now) void noteUse(parts, found.id, now);
  return { login: found.login, superuser: found.superuser === 1, roles: await rolesOf(records, found.login) };
}

/** Who makes the request: by `token_auth`, else by the header Authorization, else the anonymous user. Throws badToken and secureOnlyToken. */
export async function callerOf(parts: CallerParts, request: ApiRequest): Promise<Caller> {
  const { token, where, login } = credentialsOf(request);
  const caller = await findCaller(parts, token, where);
  if (!caller || (login !== undefined && login !== caller.login)) throw badToken();
  return caller;
}

interface Credentials {
  readonly token: string;
  readonly where: TokenPlace;
  /** Whose token it must be, where the request says so. */
  readonly login?: string;
}

function credentialsOf({ params, inAddress, headers }: ApiRequest): Credentials {
  const token = textOf(params, "token_auth").trim();
  if (token !== "") return { token, where: inAddress.has("token_auth") ? "address" : "body" };
  const [, scheme = "", secret = ""] = /^(\S+)\s+(.*)$/.exec(headers.authorization?.trim() ?? "") ?? [];
  if (/^bearer$/i.test(scheme)) return { token: secret.trim(), where: "header" };
  if (/^basic$/i.test(scheme)) return basicCredentials(secret);
  return { token: "", where: "header" };
}

/** `user:token` in base 64; the user may be left out. */
function basicCredentials(secret: string): Credentials {
  const [login = "", ...rest] = Buffer.from(secret, "base64").toString("utf8").split(":");
  const token = rest.join(":");
  return { token, where: "header", ...(login !== "" && token !== "" ? { login } : {}) };
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
