import type { Clock } from "../../base/clock.ts";
import { unknownThing } from "../../base/errors.ts";
import { type Caller, requireRole } from "../../catalog/caller.ts";
import { confirmInSession } from "../../catalog/confirm-password.ts";
import { type Method, method } from "../../catalog/method.ts";
import { integer, secret, site, text } from "../../catalog/params.ts";
import type { Records } from "../../db/records.ts";
import { requireSite } from "../../db/sites.ts";
import { findUser, findUserByEmail } from "../../db/users.ts";
import { setAccess } from "./access.ts";
import { newToken } from "./tokens.ts";
import { checkEmail, checkNewLogin, insertUser, updateUser } from "./users.ts";

const secondsPerDay = 86_400;
const standsFor = () => integer(1, 365).or(7);

const inviteUser = method({
  method: "UsersManager.inviteUser",
  docs: "Invites somebody to become a user with view access to a site. UsersManager.generateInviteLink gives the link to send.",
  access: "someAdmin",
  params: {
    userLogin: text(),
    email: text(),
    initialIdSite: site(),
    expiryInDays: standsFor(),
    passwordConfirmation: secret().optional(),
  },
  run: async ({ params, records, caller, clock, hashToken }) => {
    const { userLogin: login, email } = params;
    await confirmInSession(records, caller, params.passwordConfirmation);
    requireRole(caller, "admin", params.initialIdSite);
    await requireSite(records, params.initialIdSite);
    await checkNewLogin(records, login);
    await checkEmail(records, email);
    const invited = { login, email, password: "", invited_by: caller.login };
    await insertUser(records, { ...invited, ...invitation(hashToken(newToken()), params.expiryInDays, clock) }, seconds(clock));
    await setAccess(records, login, "view", [params.initialIdSite]);
    return undefined;
  },
});

const generateInviteLink = method({
  method: "UsersManager.generateInviteLink",
  docs: "Makes a new link for somebody who is invited; links made before stop working.",
  access: "someAdmin",
  params: { userLogin: text(), expiryInDays: standsFor(), passwordConfirmation: secret().optional() },
  run: async ({ params, records, caller, clock, hashToken, baseUrl }) => {
    await confirmInSession(records, caller, params.passwordConfirmation);
    const login = await requireInvited(records, caller, params.userLogin);
    const token = newToken();
    await updateUser(records, login, invitation(hashToken(token), params.expiryInDays, clock));
    return `${baseUrl}index.php?module=Login&action=acceptInvitation&token=${token}`;
  },
});

const resendInvite = method({
  method: "UsersManager.resendInvite",
  docs: "Renews the invitation of somebody and gives its token; links made before stop working. Nothing is mailed: see generateInviteLink.",
  access: "someAdmin",
  params: { userLogin: text(), expiryInDays: standsFor(), passwordConfirmation: secret().optional() },
  run: async ({ params, records, caller, clock, hashToken }) => {
    await confirmInSession(records, caller, params.passwordConfirmation);
    const login = await requireInvited(records, caller, params.userLogin);
    const token = newToken();
    await updateUser(records, login, invitation(hashToken(token), params.expiryInDays, clock));
    return token;
  },
});

export const invitations: readonly Method[] = [inviteUser, resendInvite, generateInviteLink];

function seconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}

function invitation(hash: string, days: number, clock: Clock) {
  return { invite_token: hash, invite_expires: seconds(clock) + days * secondsPerDay };
}

/** The login of somebody who is invited and has not come yet, by login or e-mail address; only the one who invited and superusers may ask. */
async function requireInvited(records: Records, caller: Caller, name: string): Promise<string> {
  const user = (await findUser(records, name)) ?? (await findUserByEmail(records, name));
  const own = caller.superuser || user?.invited_by === caller.login;
  if (!user || user.invite_token === null || !own) throw unknownThing("invitation of", name);
  return user.login;
}
