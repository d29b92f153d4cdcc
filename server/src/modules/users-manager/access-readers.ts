import type { Clock } from "../../base/clock.ts";
import { notAllowed } from "../../base/errors.ts";
import { mayOn } from "../../catalog/caller.ts";
import { type Method, method } from "../../catalog/method.ts";
import { integer, oneOf, site, text } from "../../catalog/params.ts";
import { findSites, requireSite, siteIds, urlsOf } from "../../db/sites.ts";
import { anonymous, findUsers, requireUser } from "../../db/users.ts";
import { findAccess, roles } from "./access.ts";
import { userOnWire } from "./user-on-wire.ts";
import { visibleUsers } from "./visible-users.ts";

const roleDocs = [
  { id: "view", name: "View", description: "May see the reports of the website." },
  { id: "write", name: "Write", description: "May see the reports and change goals, custom dimensions and what else shapes them." },
  { id: "admin", name: "Admin", description: "May change the website itself and give other users access to it." },
] as const;

const getUsersPlusRole = method({
  method: "UsersManager.getUsersPlusRole",
  docs: "Lists users with their role on a site; those who do not administer it find themselves only.",
  access: "someView",
  params: {
    idSite: site(),
    limit: integer(0).optional(),
    offset: integer(0).or(0),
    filter_search: text().or(""),
    filter_access: oneOf(...roles, "noaccess", "some", "superuser").optional(),
    filter_status: oneOf("active", "pending", "expired").optional(),
  },
  run: async ({ params, records, caller, clock }) => {
    await requireSite(records, params.idSite);
    const known = mayOn(caller, "admin", params.idSite)
      ? await visibleUsers(records, caller)
      : (await findUsers(records, [caller.login])).filter(({ login }) => login !== anonymous);
    const access = new Map((await findAccess(records, { site: params.idSite })).map((each) => [each.login, each.access]));
    const now = seconds(clock);
    const found = known
      .map((user) => ({ user, role: user.superuser ? "superuser" : (access.get(user.login) ?? "noaccess") }))
      .filter(({ user }) => holds(user.login, params.filter_search) || holds(user.email, params.filter_search))
      .filter(({ role }) => hasRole(role, params.filter_access))
      .map(({ user, role }) => userOnWire(user, caller, now, { role }))
      .filter(({ invite_status }) => !params.filter_status || params.filter_status === kindOf(invite_status));
    return params.limit ? found.slice(params.offset, params.offset + params.limit) : found;
  },
});

const getUsersSitesFromAccess = method({
  method: "UsersManager.getUsersSitesFromAccess",
  docs: "Lists by login the sites on which users have that role.",
  access: "superuser",
  params: { access: oneOf(...roles) },
  run: async ({ params, records }) => {
    const found = await findAccess(records, { access: params.access });
    const logins = [...new Set(found.map(({ login }) => login))];
    const sitesOf = (login: string) => found.filter((each) => each.login === login).map(({ site }) => site);
    return orEmptyList(Object.fromEntries(logins.map((login) => [login, sitesOf(login)])));
  },
});

const getUsersAccessFromSite = method({
  method: "UsersManager.getUsersAccessFromSite",
  docs: "Lists by login the roles that users have on a site.",
  access: "admin",
  params: { idSite: site() },
  run: async ({ params, records, caller }) => {
    await requireSite(records, params.idSite);
    const visible = new Set((await visibleUsers(records, caller)).map(({ login }) => login));
    const access = (await findAccess(records, { site: params.idSite })).filter(({ login }) => visible.has(login));
    return orEmptyList(Object.fromEntries(access.map(({ login, access }) => [login, access])));
  },
});

const getUsersWithSiteAccess = method({
  method: "UsersManager.getUsersWithSiteAccess",
  docs: "Lists the users who have that role on a site.",
  access: "admin",
  params: { idSite: site(), access: oneOf(...roles) },
  run: async ({ params, records, caller, clock }) => {
    await requireSite(records, params.idSite);
    const logins = new Set((await findAccess(records, { site: params.idSite, access: params.access })).map(({ login }) => login));
    const users = (await visibleUsers(records, caller)).filter(({ login }) => logins.has(login));
    return users.map((user) => userOnWire(user, caller, seconds(clock)));
  },
});

const getSitesAccessFromUser = method({
  method: "UsersManager.getSitesAccessFromUser",
  docs: "Lists the sites to which a user has access, with the role.",
  access: "superuser",
  params: { userLogin: text() },
  run: async ({ params, records }) => {
    const user = await requireUser(records, params.userLogin);
    if (user.superuser) return (await siteIds(records)).map((site) => ({ site, access: "admin" }));
    return (await findAccess(records, { login: user.login })).map(({ site, access }) => ({ site, access }));
  },
});

const getSitesAccessForUser = method({
  method: "UsersManager.getSitesAccessForUser",
  docs: "Lists sites by name with the role that a user has on each, of those that the caller administers.",
  access: "someAdmin",
  params: {
    userLogin: text(),
    limit: integer(0).optional(),
    offset: integer(0).or(0),
    filter_search: text().or(""),
    filter_access: oneOf(...roles, "noaccess", "some").optional(),
  },
  run: async ({ params, records, caller }) => {
    const user = await requireUser(records, params.userLogin);
    if (user.superuser) throw notAllowed(`'${user.login}' is a superuser and so has access to all websites.`);
    const access = new Map((await findAccess(records, { login: user.login })).map((each) => [each.site, each.access]));
    const administered = (await findSites(records)).filter(({ id }) => mayOn(caller, "admin", id));
    const found = administered
      .filter((each) => [each.name, each.site_group, urlsOf(each)[0] ?? ""].some((text) => holds(text, params.filter_search)))
      .toSorted((a, b) => a.name.localeCompare(b.name) || a.id - b.id)
      .map((each) => ({ idsite: each.id, site_name: each.name, role: access.get(each.id) ?? "noaccess", capabilities: [] }))
      .filter(({ role }) => hasRole(role, params.filter_access));
    return params.limit ? found.slice(params.offset, params.offset + params.limit) : found;
  },
});

const getAvailableRoles = method({
  method: "UsersManager.getAvailableRoles",
  docs: "Lists the roles that users can have on sites.",
  access: "someAdmin",
  params: {},
  run: ({ baseUrl }) => roleDocs.map((role) => ({ ...role, helpUrl: `${baseUrl}index.php?module=API&action=listAllAPI` })),
});

const getAvailableCapabilities = method({
  method: "UsersManager.getAvailableCapabilities",
  docs: "Lists what users can be allowed beyond their role: nothing so far.",
  access: "someAdmin",
  params: {},
  run: () => [],
});

export const accessReaders: readonly Method[] = [
  getUsersPlusRole,
  getUsersSitesFromAccess,
  getUsersAccessFromSite,
  getUsersWithSiteAccess,
  getSitesAccessFromUser,
  getSitesAccessForUser,
  getAvailableRoles,
  getAvailableCapabilities,
];

function seconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}

function hasRole(role: string, wanted: string | undefined): boolean {
  return wanted === undefined || wanted === role || (wanted === "some" && role !== "noaccess");
}

function kindOf(inviteStatus: unknown): string {
  return typeof inviteStatus === "number" ? "pending" : String(inviteStatus);
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

/** NOTE matomo: a map without entries is an empty list on the wire. */
function orEmptyList<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> | readonly never[] {
  return Object.keys(map).length > 0 ? map : [];
}
