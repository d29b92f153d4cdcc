import { noAccess } from "../base/errors.ts";

export type Role = "view" | "write" | "admin";

/** Who asks, and what they may see. */
export interface Caller {
  readonly login: string;
  readonly superuser: boolean;
  /** The best role for each site, for callers who are no superuser. */
  readonly roles: ReadonlyMap<number, Role>;
  /** Whether the token may change nothing. */
  readonly readOnly?: boolean;
  /** Whether the token is good for some sites only; what belongs to the user as a person is out of its reach. */
  readonly limited?: boolean;
  /** Whether a browser's session stands for a token, so that passwords are asked for before much is changed. */
  readonly inSession?: boolean;
}

export const nobody: Caller = { login: "anonymous", superuser: false, roles: new Map() };

const ranks: Record<Role, number> = { view: 1, write: 2, admin: 3 };

/** Whether the caller has that role, or a higher one, on the site. */
export function mayOn(caller: Caller, role: Role, site: number): boolean {
  const own = caller.roles.get(site);
  return caller.superuser || (own !== undefined && ranks[own] >= ranks[role]);
}

/** Whether the caller has that role on at least one site. */
export function maySomewhere(caller: Caller, role: Role): boolean {
  return caller.superuser || [...caller.roles.keys()].some((site) => mayOn(caller, role, site));
}

/** Throws unless the caller has that role, or a higher one, on the site. */
export function requireRole(caller: Caller, role: Role, site: number): void {
  if (!mayOn(caller, role, site)) throw noAccess(`'${role}' access for the website id = ${site}`);
}

/** Throws unless the caller is a superuser, or that very user (and not the anonymous one). */
export function requireSelf(caller: Caller, login: string): void {
  const self = caller.login === login && login !== nobody.login && !caller.limited;
  if (!caller.superuser && !self) throw noAccess(`superuser access, or to be the user '${login}'`);
}

/** Throws for callers who have not signed in. */
export function requireSignedIn(caller: Caller): void {
  if (caller.login === nobody.login) throw noAccess("a signed-in user");
}
