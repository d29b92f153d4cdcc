import { timingSafeEqual } from "node:crypto";
import type { Clock } from "../base/clock.ts";
import { badToken } from "../base/errors.ts";
import type { Caller } from "../catalog/caller.ts";
import type { Role } from "../catalog/method.ts";
import type { Records } from "../db/records.ts";
import { findSession, touchSession } from "../db/sessions.ts";
import { findUser, type User } from "../db/users.ts";
import { type ApiRequest, textOf } from "./request.ts";

/** The cookie that holds a browser's session. */
export const sessionCookie = "footfall_session";

export interface SessionParts {
  readonly records: Records;
  readonly clock: Clock;
  readonly hashToken: (token: string) => string;
}

/** Seconds within which a session that is used again is not written down as used again. */
const useIsTold = 300;

/** The hash under which a session is kept. */
export function sessionHash({ hashToken }: SessionParts, secret: string): string {
  return hashToken(`session ${secret}`);
}

/**
 * What a page of ours has to send along with the cookie, and a page of somebody else cannot know. It follows from the session, so it
 * is kept nowhere.
 */
export function csrfToken({ hashToken }: SessionParts, secret: string): string {
  return hashToken(`csrf ${secret}`).slice(0, 32);
}

/** The secret in a request's cookie; empty where there is none. */
export function sessionSecretOf(headers: ApiRequest["headers"]): string {
  const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${sessionCookie}=`))?.slice(sessionCookie.length + 1) ?? "";
}

/** The user of a session that has not ended; notes that it is used. */
export async function sessionUser(parts: SessionParts, secret: string): Promise<User | undefined> {
  if (secret === "") return undefined;
  const now = Math.floor(parts.clock.now() / 1000);
  const session = await findSession(parts.records, sessionHash(parts, secret), now);
  const user = session && (await findUser(parts.records, session.login));
  if (!session || !user) return undefined;
  if (session.seen + useIsTold <= now) {
    await touchSession(parts.records, session, now);
    await parts.records.updateTable("users").set({ last_seen: now }).where("login", "=", user.login).execute();
  }
  return user;
}

/**
 * Who makes a request with a session: its cookie together with the CSRF token, in the header X-CSRF-Token or as `token_auth` with
 * `force_api_session=1`. Undefined where the request claims no session; the cookie alone claims none, for any page can make a browser
 * send it. Throws badToken where it claims one and has it not.
 */
export async function sessionCaller(
  parts: SessionParts,
  { params, headers }: ApiRequest,
  rolesOf: (login: string) => Promise<ReadonlyMap<number, Role>>,
): Promise<Caller | undefined> {
  const forced = textOf(params, "force_api_session") === "1" ? textOf(params, "token_auth") : undefined;
  const claimed = headers["x-csrf-token"] ?? forced;
  if (claimed === undefined) return undefined;
  const secret = sessionSecretOf(headers);
  const user = isSame(claimed, csrfToken(parts, secret)) ? await sessionUser(parts, secret) : undefined;
  if (!user) throw badToken();
  return { login: user.login, superuser: user.superuser === 1, roles: await rolesOf(user.login), inSession: true };
}

export function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
