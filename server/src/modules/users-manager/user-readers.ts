import type { Clock } from "../../base/clock.ts";
import { unknownThing } from "../../base/errors.ts";
import { requireSelf, requireSignedIn } from "../../catalog/caller.ts";
import { type Method, method } from "../../catalog/method.ts";
import { list, text } from "../../catalog/params.ts";
import type { Records } from "../../db/records.ts";
import { anonymous, findUser, findUserByEmail, findUsers, requireUser, type User } from "../../db/users.ts";
import { userOnWire } from "./user-on-wire.ts";
import { visibleUsers } from "./visible-users.ts";

const getUsers = method({
  method: "UsersManager.getUsers",
  docs: "Lists the users that the caller may know of, or those of them that are named.",
  access: "someAdmin",
  params: { userLogins: list(text()).or([]) },
  run: async ({ params, records, caller, clock }) => {
    const visible = await visibleUsers(records, caller);
    const asked = params.userLogins.length > 0 ? visible.filter(({ login }) => params.userLogins.includes(login)) : visible;
    return asked.map((user) => userOnWire(user, caller, seconds(clock)));
  },
});

const getUsersLogin = method({
  method: "UsersManager.getUsersLogin",
  docs: "Lists the logins of the users that the caller may know of.",
  access: "someAdmin",
  params: {},
  run: async ({ records, caller }) => (await visibleUsers(records, caller)).map(({ login }) => login),
});

const getUser = method({
  method: "UsersManager.getUser",
  docs: "Tells about one user: the caller, or for superusers anyone.",
  access: "someView",
  params: { userLogin: text() },
  run: async ({ params, records, caller, clock }) => {
    requireSelf(caller, params.userLogin);
    return userOnWire(await requireUser(records, params.userLogin), caller, seconds(clock));
  },
});

const getUserByEmail = method({
  method: "UsersManager.getUserByEmail",
  docs: "Tells about the user with that e-mail address.",
  access: "superuser",
  params: { userEmail: text() },
  run: async ({ params, records, caller, clock }) => userOnWire(await requireEmail(records, params.userEmail), caller, seconds(clock)),
});

const getUserLoginFromUserEmail = method({
  method: "UsersManager.getUserLoginFromUserEmail",
  docs: "Tells the login of the user with that e-mail address.",
  access: "someAdmin",
  params: { userEmail: text() },
  run: async ({ params, records }) => (await requireEmail(records, params.userEmail)).login,
});

const userExists = method({
  method: "UsersManager.userExists",
  docs: "Whether there is a user of that login.",
  access: "someView",
  params: { userLogin: text() },
  run: async ({ params, records, caller }) => {
    if (params.userLogin === anonymous) return true;
    requireSignedIn(caller);
    return (await findUser(records, params.userLogin)) !== undefined;
  },
});

const userEmailExists = method({
  method: "UsersManager.userEmailExists",
  docs: "Whether there is a user with that e-mail address.",
  access: "someView",
  params: { userEmail: text() },
  run: async ({ params, records, caller }) => {
    requireSignedIn(caller);
    return (await findUserByEmail(records, params.userEmail)) !== undefined;
  },
});

const hasSuperUserAccess = method({
  method: "UsersManager.hasSuperUserAccess",
  docs: "Whether the caller is a superuser.",
  access: "anyone",
  params: {},
  run: ({ caller }) => caller.superuser,
});

const getUsersHavingSuperUserAccess = method({
  method: "UsersManager.getUsersHavingSuperUserAccess",
  docs: "Lists the superusers, the oldest first.",
  access: "someView",
  params: {},
  run: async ({ records, caller, clock }) => {
    requireSignedIn(caller);
    const superusers = (await findUsers(records)).filter((user) => user.superuser).toSorted((a, b) => a.registered - b.registered);
    return superusers.map((user) => {
      const { login, email, superuser_access, invite_status, uses_2fa } = userOnWire(user, caller, seconds(clock));
      const known = { login: login!, email: email!, superuser_access: superuser_access!, invite_status: invite_status! };
      return uses_2fa === undefined ? known : { ...known, uses_2fa };
    });
  },
});

export const userReaders: readonly Method[] = [
  getUsers,
  getUsersLogin,
  getUser,
  getUserByEmail,
  getUserLoginFromUserEmail,
  userExists,
  userEmailExists,
  hasSuperUserAccess,
  getUsersHavingSuperUserAccess,
];

function seconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}

async function requireEmail(records: Records, email: string): Promise<User> {
  const user = await findUserByEmail(records, email);
  if (!user) throw unknownThing("user", email);
  return user;
}
