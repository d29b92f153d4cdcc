import { type Caller, mayOn } from "../../catalog/caller.ts";
import type { Records } from "../../db/records.ts";
import { findUsers, type User } from "../../db/users.ts";
import { findAccess } from "./access.ts";

/** All users for a superuser; for others themselves, those whom they invited, and those who have access to a site that they administer. */
export async function visibleUsers(records: Records, caller: Caller): Promise<readonly User[]> {
  const all = await findUsers(records);
  if (caller.superuser) return all;
  const near = new Set((await findAccess(records)).filter(({ site }) => mayOn(caller, "admin", site)).map(({ login }) => login));
  return all.filter((user) => user.login === caller.login || near.has(user.login)).filter((user) => mayKnow(caller, user));
}

/** Invitations that stand open are between the two of them. */
function mayKnow(caller: Caller, user: User): boolean {
  return user.invite_token === null || user.invited_by === caller.login;
}
