import { notAllowed, wrongParameter } from "../../base/errors.ts";
import { confirmInSession } from "../../catalog/confirm-password.ts";
import { erase } from "../../catalog/erasure.ts";
import { type Method, method } from "../../catalog/method.ts";
import { secret, site, text, urls } from "../../catalog/params.ts";
import type { Records } from "../../db/records.ts";
import { readSettings } from "../../db/settings.ts";
import { requireSite, siteIds, urlsOf } from "../../db/sites.ts";
import { sql, typed } from "../../db/sql.ts";
import { changesOf, siteParams } from "./site-params.ts";
import { deleteSite, insertSite, orderUrls, updateSite } from "./sites.ts";

const addSiteMethod = method({
  method: "SitesManager.addSite",
  docs: "Adds a site and returns its id. What is left out takes the defaults of this server.",
  access: "superuser",
  params: { siteName: text(), ...siteParams },
  run: async ({ params, records, caller, clock }) => {
    const changes = changesOf(params);
    const { defaultTimezone, defaultCurrency } = await readSettings(records);
    const first = {
      name: readName(params.siteName),
      timezone: changes.timezone ?? defaultTimezone,
      currency: changes.currency ?? defaultCurrency,
      created: changes.created ?? Math.floor(clock.now() / 1000),
      creator: caller.login,
    };
    return insertSite(records, first, changes);
  },
});

const updateSiteMethod = method({
  method: "SitesManager.updateSite",
  docs: "Changes a site. What is left out stays; empty text clears.",
  access: "admin",
  params: { idSite: site(), siteName: text().optional(), ...siteParams },
  run: async ({ params, records, caller }) => {
    await requireSite(records, params.idSite);
    const { site_group, ...changes } = changesOf(params);
    await updateSite(records, params.idSite, {
      ...changes,
      // Groups stand above single sites, so an administrator of one cannot move it.
      site_group: caller.superuser ? site_group : undefined,
      name: params.siteName === undefined ? undefined : readName(params.siteName),
    });
    return undefined;
  },
});

const deleteSiteMethod = method({
  method: "SitesManager.deleteSite",
  docs: "Removes a site, everything that was set up for it, and everything that it tracked. The last site cannot be removed.",
  access: "superuser",
  params: { idSite: site(), passwordConfirmation: secret().optional() },
  run: async ({ params, records, caller, warehouse, whileStill }) => {
    await confirmInSession(records, caller, params.passwordConfirmation);
    await requireSite(records, params.idSite);
    if ((await siteIds(records)).length === 1) throw notAllowed("The only website cannot be removed: add another one first.");
    await deleteSite(records, params.idSite);
    await erase({ warehouse, whileStill }, sql`site = ${typed("UInt32", params.idSite)}`);
    return undefined;
  },
});

const addSiteAliasUrls = method({
  method: "SitesManager.addSiteAliasUrls",
  docs: "Adds addresses to a site and returns how many of them are new.",
  access: "admin",
  params: { idSite: site(), urls: urls() },
  run: async ({ params, records }) => {
    const before = urlsOf(await requireSite(records, params.idSite));
    return setUrls(records, params.idSite, [...before, ...params.urls]);
  },
});

const setSiteAliasUrls = method({
  method: "SitesManager.setSiteAliasUrls",
  docs: "Replaces the addresses of a site other than the main one and returns how many of them are new.",
  access: "admin",
  params: { idSite: site(), urls: urls().or([]) },
  run: async ({ params, records }) => {
    const [main] = urlsOf(await requireSite(records, params.idSite));
    return setUrls(records, params.idSite, [...(main === undefined ? [] : [main]), ...params.urls]);
  },
});

const renameGroup = method({
  method: "SitesManager.renameGroup",
  docs: "Moves all sites of one group to another.",
  access: "superuser",
  params: { oldGroupName: text(), newGroupName: text() },
  run: async ({ params, records }) => {
    await records
      .updateTable("sites")
      .set({ site_group: params.newGroupName.trim() })
      .where("site_group", "=", params.oldGroupName.trim())
      .execute();
    return true;
  },
});

export const siteWriters: readonly Method[] = [
  addSiteMethod,
  updateSiteMethod,
  deleteSiteMethod,
  addSiteAliasUrls,
  setSiteAliasUrls,
  renameGroup,
];

function readName(given: string): string {
  const name = given.trim();
  if (name === "") throw wrongParameter("siteName", given, "the name of the website, not blank");
  return name;
}

async function setUrls(records: Records, id: number, all: readonly string[]): Promise<number> {
  const before = new Set(urlsOf(await requireSite(records, id)));
  const after = orderUrls(all);
  await updateSite(records, id, { urls: after });
  return after.filter((url) => !before.has(url)).length;
}
