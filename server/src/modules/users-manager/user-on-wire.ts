import { dateTimeText } from "../../base/dates.ts";
import type { Caller } from "../../catalog/caller.ts";
import type { Cells } from "../../catalog/table.ts";
import type { User } from "../../db/users.ts";

/** What lists of users tell besides: the role on the site asked about. */
export interface RoleOnWire {
  readonly role: string;
}

const secondsPerDay = 86_400;

/**
 * A user as clients see it; `now` in seconds since 1970. Those who are no superuser learn little of others.
 * NOTE matomo: lists with a role tell whether somebody is a superuser as a boolean, others as a number.
 */
export function userOnWire(user: User, caller: Caller, now: number, role?: RoleOnWire): Cells {
  const superuser = role ? user.superuser === 1 : user.superuser;
  const inviteStatus = statusOf(user, now);
  const lastSeen = user.last_seen === null ? {} : { last_seen: dateTimeText(user.last_seen) };
  const rights = role ? { role: role.role, capabilities: [] } : {};
  if (caller.superuser)
    return {
      login: user.login,
      email: user.email,
      superuser_access: superuser,
      date_registered: dateTimeText(user.registered),
      invited_by: user.invited_by,
      invite_expired_at: optionalText(user.invite_expires),
      invite_accept_at: optionalText(user.invite_accepted),
      ...rights,
      ...lastSeen,
      invite_status: inviteStatus,
      uses_2fa: user.two_factor_secret !== "",
    };
  return {
    login: user.login,
    ...(user.login === caller.login || user.superuser ? { email: user.email } : {}),
    ...(role ? { ...rights, role: role.role === "superuser" ? "admin" : role.role } : {}),
    superuser_access: superuser,
    ...lastSeen,
    invite_status: inviteStatus,
    ...(user.invited_by === null ? {} : { invited_by: user.invited_by }),
  };
}

function optionalText(seconds: number | null): string | null {
  return seconds === null ? null : dateTimeText(seconds);
}

/** `active`, `expired`, or for how many days the invitation stands. */
function statusOf(user: User, now: number): string | number {
  if (user.invite_token === null || user.invite_expires === null) return "active";
  return now > user.invite_expires ? "expired" : Math.floor((user.invite_expires - now) / secondsPerDay);
}
