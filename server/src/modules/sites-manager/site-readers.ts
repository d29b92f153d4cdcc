import { type Method, method } from "../../catalog/method.ts";
import { list, site, text } from "../../catalog/params.ts";
import { excludedParametersOf, readSettings } from "../../db/settings.ts";
import { findSites, requireSite, siteIds, splitList, urlsOf } from "../../db/sites.ts";
import { siteOnWire } from "./site-on-wire.ts";

/** Sites shown in lists before a search is offered instead. */
const sitesPerPage = 15;

const getSiteFromId = method({
  method: "SitesManager.getSiteFromId",
  docs: "Tells about one site.",
  access: "view",
  params: { idSite: site() },
  run: async ({ params, records, caller }) => siteOnWire(await requireSite(records, params.idSite), caller),
});

const getSiteUrlsFromId = method({
  method: "SitesManager.getSiteUrlsFromId",
  docs: "Lists the addresses of a site, the main one first.",
  access: "view",
  params: { idSite: site() },
  run: async ({ params, records }) => urlsOf(await requireSite(records, params.idSite)),
});

const getAllSites = method({
  method: "SitesManager.getAllSites",
  docs: "Lists all sites by id.",
  access: "superuser",
  params: {},
  run: async ({ records, caller }) => {
    const all = await findSites(records);
    return all.length > 0 ? Object.fromEntries(all.map((each) => [each.id, siteOnWire(each, caller)])) : [];
  },
});

const getAllSitesId = method({
  method: "SitesManager.getAllSitesId",
  docs: "Lists the ids of all sites.",
  access: "superuser",
  params: {},
  run: ({ records }) => siteIds(records),
});

const getSitesFromGroup = method({
  method: "SitesManager.getSitesFromGroup",
  docs: "Lists the sites of a group.",
  access: "superuser",
  params: { group: text().or("") },
  run: async ({ params, records, caller }) => {
    const all = await findSites(records);
    return all.filter((each) => each.site_group === params.group.trim()).map((each) => siteOnWire(each, caller));
  },
});

const getSitesGroups = method({
  method: "SitesManager.getSitesGroups",
  docs: "Lists the groups that sites are in; an empty one stands for sites in none.",
  access: "superuser",
  params: {},
  run: async ({ records }) => [...new Set((await findSites(records)).map((each) => each.site_group))],
});

const getUniqueSiteTimezones = method({
  method: "SitesManager.getUniqueSiteTimezones",
  docs: "Lists the timezones of all sites.",
  access: "superuser",
  params: {},
  run: async ({ records }) => [...new Set((await findSites(records)).map((each) => each.timezone))],
});

const getSitesIdFromTimezones = method({
  method: "SitesManager.getSitesIdFromTimezones",
  docs: "Lists the ids of the sites in one of the timezones.",
  access: "superuser",
  params: { timezones: list(text()) },
  run: async ({ params, records }) =>
    (await findSites(records)).filter((each) => params.timezones.includes(each.timezone)).map(({ id }) => id),
});

const getExcludedQueryParameters = method({
  method: "SitesManager.getExcludedQueryParameters",
  docs: "Lists the parameters that are taken out of a site's page addresses: its own, then those of all sites.",
  access: "view",
  params: { idSite: site() },
  run: async ({ params, records }) => {
    const [own, everywhere] = [await requireSite(records, params.idSite), await readSettings(records)];
    return excludedParametersOf(own, everywhere);
  },
});

const getExcludedReferrers = method({
  method: "SitesManager.getExcludedReferrers",
  docs: "Lists the referrers that count as none on a site: those of all sites, then its own.",
  access: "view",
  params: { idSite: site() },
  run: async ({ params, records }) => {
    const [own, everywhere] = [await requireSite(records, params.idSite), await readSettings(records)];
    return unique([everywhere.excludedReferrers, own.excluded_referrers]);
  },
});

const getNumWebsitesToDisplayPerPage = method({
  method: "SitesManager.getNumWebsitesToDisplayPerPage",
  docs: "How many sites a list shows at a time.",
  access: "someView",
  params: {},
  run: () => sitesPerPage,
});

const getMessagesToWarnOnSiteRemoval = method({
  method: "SitesManager.getMessagesToWarnOnSiteRemoval",
  docs: "Lists what else stops working when a site is removed; nothing so far.",
  access: "superuser",
  params: { idSite: site() },
  run: async ({ params, records }) => {
    await requireSite(records, params.idSite);
    return [];
  },
});

const isTimezoneSupportEnabled = method({
  method: "SitesManager.isTimezoneSupportEnabled",
  docs: "Whether sites can be in timezones with summer time: always.",
  access: "someView",
  params: {},
  run: () => true,
});

export const siteReaders: readonly Method[] = [
  getSiteFromId,
  getSiteUrlsFromId,
  getAllSites,
  getAllSitesId,
  getSitesFromGroup,
  getSitesGroups,
  getUniqueSiteTimezones,
  getSitesIdFromTimezones,
  getExcludedQueryParameters,
  getExcludedReferrers,
  getNumWebsitesToDisplayPerPage,
  getMessagesToWarnOnSiteRemoval,
  isTimezoneSupportEnabled,
];

function unique(lists: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(lists.flatMap((each) => splitList(each ?? "")))];
}
