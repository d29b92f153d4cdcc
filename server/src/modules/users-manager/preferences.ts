import { requireSelf } from "../../catalog/caller.ts";
import { type Method, method } from "../../catalog/method.ts";
import { oneOf, text } from "../../catalog/params.ts";
import { readPreference, writePreference } from "../../db/preferences.ts";
import type { Records } from "../../db/records.ts";
import { siteIds } from "../../db/sites.ts";
import { requireUser } from "../../db/users.ts";
import { findAccess } from "./access.ts";

/** The day that a dashboard opens with. */
const firstDate = "yesterday";

const preferenceName = () => oneOf("defaultReport", "defaultReportDate", "isLDAPUser", "hideSegmentDefinitionChangeMessage");

const getUserPreference = method({
  method: "UsersManager.getUserPreference",
  docs: "Tells what a user has chosen, or what holds until then: the first site (defaultReport) and yesterday (defaultReportDate).",
  access: "someView",
  params: { preferenceName: preferenceName(), userLogin: text().optional() },
  run: async ({ params, records, caller }) => {
    const login = params.userLogin ?? caller.login;
    requireSelf(caller, login);
    const chosen = await readPreference(records, login, params.preferenceName);
    if (chosen !== undefined) return chosen;
    if (params.preferenceName === "defaultReport") return (await firstSite(records, login)) ?? false;
    return params.preferenceName === "defaultReportDate" ? firstDate : false;
  },
});

const setUserPreference = method({
  method: "UsersManager.setUserPreference",
  docs: "Keeps what a user has chosen.",
  access: "someView",
  params: { userLogin: text(), preferenceName: preferenceName(), preferenceValue: text() },
  run: async ({ params, records, caller }) => {
    requireSelf(caller, params.userLogin);
    await requireUser(records, params.userLogin);
    await writePreference(records, params.userLogin, params.preferenceName, params.preferenceValue);
    return undefined;
  },
});

export const preferences: readonly Method[] = [getUserPreference, setUserPreference];

async function firstSite(records: Records, login: string): Promise<number | undefined> {
  const user = await requireUser(records, login);
  return user.superuser ? (await siteIds(records))[0] : (await findAccess(records, { login }))[0]?.site;
}
