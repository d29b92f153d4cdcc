import { notAllowed, unknownThing, wrongParameter } from "../../base/errors.ts";
import { requireRole, requireSelf } from "../../catalog/caller.ts";
import { confirmInSession, confirmPassword } from "../../catalog/confirm-password.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, oneOf, type Param, secret, sites, text } from "../../catalog/params.ts";
import { sitesAsked } from "../../catalog/sites-asked.ts";
import { checkPassword, hashPassword } from "../../db/passwords.ts";
import { deleteSessionsOf } from "../../db/sessions.ts";
import { requireSite } from "../../db/sites.ts";
import { anonymous, findUser, requireUser } from "../../db/users.ts";
import { roles, setAccess } from "./access.ts";
import { checkEmail, checkNewLogin, deleteUser, insertUser, requireNotAnonymous, requireOtherSuperuser, updateUser } from "./users.ts";

const addUser = method({
  method: "UsersManager.addUser",
  docs: "Adds a user. Administrators of sites must say which of them the user may see.",
  access: "someAdmin",
  params: {
    userLogin: text(),
    password: secret(),
    email: text(),
    initialIdSite: integer(1).optional(),
    passwordConfirmation: secret().optional(),
  },
  run: async ({ params, records, caller, clock }) => {
    const { userLogin: login, email, initialIdSite } = params;
    await confirmInSession(records, caller, params.passwordConfirmation);
    checkPassword(params.password);
    if (initialIdSite !== undefined) {
      requireRole(caller, "admin", initialIdSite);
      await requireSite(records, initialIdSite);
    } else if (!caller.superuser) throw wrongParameter("initialIdSite", "", "a website that you administer");
    await checkNewLogin(records, login);
    await checkEmail(records, email);
    await insertUser(records, { login, email, password: await hashPassword(params.password) }, seconds(clock.now()));
    if (initialIdSite !== undefined) await setAccess(records, login, "view", [initialIdSite]);
    return undefined;
  },
});

const updateUserMethod = method({
  method: "UsersManager.updateUser",
  docs: "Changes a user's password or e-mail address; the caller's own password has to confirm it. A new password signs the user out everywhere.",
  access: "someView",
  params: { userLogin: text(), password: secret().optional(), email: text().optional(), passwordConfirmation: secret().optional() },
  run: async ({ params, records, caller, clock }) => {
    const { userLogin: login, password, email } = params;
    requireSelf(caller, login);
    requireNotAnonymous(login);
    const user = await requireUser(records, login);
    const changesEmail = email !== undefined && email.toLowerCase() !== user.email.toLowerCase();
    if (password !== undefined) checkPassword(password);
    if (changesEmail) await checkEmail(records, email, login);
    if (password !== undefined || changesEmail) await confirmPassword(records, caller, params.passwordConfirmation);
    await updateUser(records, login, {
      ...(password === undefined ? {} : { password: await hashPassword(password), password_changed: seconds(clock.now()) }),
      ...(email === undefined ? {} : { email }),
    });
    if (password !== undefined) await deleteSessionsOf(records, login);
    return undefined;
  },
});

const deleteUserMethod = method({
  method: "UsersManager.deleteUser",
  docs: "Removes a user with all access and tokens.",
  access: "someAdmin",
  params: { userLogin: text(), passwordConfirmation: secret().optional() },
  run: async ({ params, records, caller }) => {
    const login = params.userLogin;
    requireNotAnonymous(login);
    await confirmInSession(records, caller, params.passwordConfirmation);
    const user = await findUser(records, login);
    // An administrator of sites can take back an invitation, but learns nothing of other users.
    const ownInvitation = user?.invited_by === caller.login && user.invite_accepted === null;
    if (!user || (!caller.superuser && !ownInvitation)) throw unknownThing("user", login);
    if (user.superuser) await requireOtherSuperuser(records, login);
    await deleteUser(records, login);
    return undefined;
  },
});

const setUserAccess = method({
  method: "UsersManager.setUserAccess",
  docs: "Gives a user a role on sites (view, write, admin), or takes access away (noaccess).",
  access: "someAdmin",
  params: {
    userLogin: text(),
    access: lone(oneOf(...roles, "noaccess")),
    idSites: sites(),
    passwordConfirmation: secret().optional(),
  },
  run: async ({ params, records, caller }) => {
    const { userLogin: login, access } = params;
    const asked = await sitesAsked(records, caller, params.idSites, "admin");
    if (asked.length === 0) throw wrongParameter("idSites", "", "the ids of one or more websites");
    if (login === anonymous && access === "view") await confirmInSession(records, caller, params.passwordConfirmation);
    if (login === anonymous && access !== "view" && access !== "noaccess")
      throw notAllowed("The user 'anonymous' can have view access or none, nothing higher.");
    const user = await findUser(records, login);
    if (!user) throw unknownThing("user", login);
    if (user.superuser) throw notAllowed(`'${login}' is a superuser and so has access to all websites: take that away first.`);
    await setAccess(
      records,
      login,
      access === "noaccess" ? undefined : access,
      asked.map((site) => site.id),
    );
    return undefined;
  },
});

const setSuperUserAccess = method({
  method: "UsersManager.setSuperUserAccess",
  docs: "Makes a user a superuser, or an ordinary one again; the caller's own password has to confirm it.",
  access: "superuser",
  params: { userLogin: text(), hasSuperUserAccess: flag(), passwordConfirmation: secret().optional() },
  run: async ({ params, records, caller }) => {
    const login = params.userLogin;
    requireNotAnonymous(login);
    await confirmPassword(records, caller, params.passwordConfirmation);
    await requireUser(records, login);
    if (!params.hasSuperUserAccess) await requireOtherSuperuser(records, login);
    await records.deleteFrom("access").where("login", "=", login).execute();
    await updateUser(records, login, { superuser: params.hasSuperUserAccess ? 1 : 0 });
    return undefined;
  },
});

export const userWriters: readonly Method[] = [addUser, updateUserMethod, deleteUserMethod, setUserAccess, setSuperUserAccess];

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/** A value that may come as a list of one. */
function lone<T>(value: Param<T>): Param<T> {
  return { ...value, read: (raw, name) => value.read(Array.isArray(raw) && raw.length === 1 ? raw[0] : raw, name) };
}
