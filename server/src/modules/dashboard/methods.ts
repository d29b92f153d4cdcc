import { noAccess } from "../../base/errors.ts";
import { type Caller, nobody, requireSelf, requireSignedIn } from "../../catalog/caller.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, text } from "../../catalog/params.ts";
import type { Cells } from "../../catalog/table.ts";
import type { Records } from "../../db/records.ts";
import { requireUser } from "../../db/users.ts";
import {
  changeLayout,
  type Dashboard,
  defaultDashboard,
  deleteDashboard,
  findDashboards,
  insertDashboard,
  requireDashboard,
} from "./dashboards.ts";
import { defaultLayout, emptyLayout, widgetsOnWire } from "./layout.ts";

const login = text().or("");

const getDashboards = method({
  method: "Dashboard.getDashboards",
  docs: "Lists the dashboards of a user, the caller's where no login is given, each with the reports that it shows.",
  access: "someView",
  params: { login, returnDefaultIfEmpty: flag().or(true) },
  run: async ({ params, records, caller }) => {
    const own = caller.login === nobody.login ? [] : await findDashboards(records, ownerOf(params, caller));
    return (own.length === 0 && params.returnDefaultIfEmpty ? [defaultDashboard] : own).map(dashboardOnWire);
  },
});

const createNewDashboardForUser = method({
  method: "Dashboard.createNewDashboardForUser",
  docs: "Adds a dashboard for a user and tells its number; without default widgets it is empty.",
  access: "someView",
  params: { login: text(), dashboardName: text().or(""), addDefaultWidgets: flag().or(true) },
  run: async ({ params, records, caller }) => {
    requireSelf(caller, params.login);
    await requireUser(records, params.login);
    const layout = params.addDefaultWidgets ? defaultLayout : emptyLayout;
    return insertDashboard(records, params.login, { name: params.dashboardName || nameFor(params.login), layout });
  },
});

const removeDashboard = method({
  method: "Dashboard.removeDashboard",
  docs: "Removes a dashboard of a user, of the caller where no login is given.",
  access: "someView",
  params: { idDashboard: integer(1), login },
  run: async ({ params, records, caller }) => {
    const owner = ownerOf(params, caller);
    await requireDashboard(records, owner, params.idDashboard);
    await deleteDashboard(records, owner, params.idDashboard);
    return undefined;
  },
});

const copyDashboardToUser = method({
  method: "Dashboard.copyDashboardToUser",
  docs: "Copies a dashboard of the caller to another user and tells its number there. Administrators can copy to users of their websites.",
  access: "someAdmin",
  params: { idDashboard: integer(1), copyToUser: text(), dashboardName: text().or("") },
  run: async ({ params, records, caller }) => {
    requireSignedIn(caller);
    await requireUser(records, params.copyToUser);
    await requireSharedSite(records, caller, params.copyToUser);
    const { name, layout } = await requireDashboard(records, caller.login, params.idDashboard);
    return insertDashboard(records, params.copyToUser, { name: params.dashboardName || name, layout });
  },
});

const resetDashboardLayout = method({
  method: "Dashboard.resetDashboardLayout",
  docs: "Gives a dashboard of a user, of the caller where no login is given, the parts back that it has until somebody changes it.",
  access: "someView",
  params: { idDashboard: integer(1), login },
  run: async ({ params, records, caller }) => {
    const owner = ownerOf(params, caller);
    await requireDashboard(records, owner, params.idDashboard);
    await changeLayout(records, owner, params.idDashboard, defaultLayout);
    return undefined;
  },
});

export const methods: readonly Method[] = [
  getDashboards,
  createNewDashboardForUser,
  removeDashboard,
  copyDashboardToUser,
  resetDashboardLayout,
];

/** Whose dashboards are meant. Throws noAccess for callers who may not touch them. */
function ownerOf(params: { readonly login: string }, caller: Caller): string {
  const owner = params.login || caller.login;
  requireSelf(caller, owner);
  return owner;
}

async function requireSharedSite(records: Records, caller: Caller, login: string): Promise<void> {
  if (caller.superuser || caller.login === login) return;
  const sites = [...caller.roles].filter(([, role]) => role === "admin").map(([site]) => site);
  const shared = await records.selectFrom("access").select("site").where("login", "=", login).where("site", "in", sites).executeTakeFirst();
  if (!shared) throw noAccess(`'admin' access for a website of the user '${login}'`);
}

function nameFor(login: string): string {
  return `Dashboard of ${login}`;
}

function dashboardOnWire({ id, name, layout }: Dashboard): Cells {
  return { name, id, widgets: widgetsOnWire(layout) };
}
