import type { Caller } from "../../catalog/caller.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, list, site, text } from "../../catalog/params.ts";
import type { Records } from "../../db/records.ts";
import { readSettings } from "../../db/settings.ts";
import { findSites, requireSite, type Site, siteIds, splitList, urlsOf } from "../../db/sites.ts";
import { siteOnWire } from "./site-on-wire.ts";
import { sitesByRole } from "./sites.ts";

/** Sites shown in lists before a search is offered instead. */
const sitesPerPage = 15;

const anyRole = ["view", "write", "admin"];

const limit = () => integer(0).optional();

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

const getSitesWithAdminAccess = method({
  method: "SitesManager.getSitesWithAdminAccess",
  docs: "Lists the sites that the caller administers, on request only those whose name, address or group holds a text.",
  access: "anyone",
  params: {
    fetchAliasUrls: flag().or(false),
    pattern: text().optional(),
    limit: limit(),
    sitesToExclude: list(integer()).or([]),
  },
  run: async ({ params, records, caller }) => {
    const own = without(await ownSites(records, caller, ["admin"]), params.sitesToExclude);
    const found = cut(params.pattern === undefined ? own : matching(own, params.pattern), params.limit);
    return found.map((each) => ({
      ...siteOnWire(each, caller),
      ...(params.fetchAliasUrls ? { alias_urls: urlsOf(each) } : {}),
    }));
  },
});

const getSitesWithViewAccess = method({
  method: "SitesManager.getSitesWithViewAccess",
  docs: "Lists the sites that the caller may only view.",
  access: "anyone",
  params: {},
  run: async ({ records, caller }) => (await ownSites(records, caller, ["view"])).map((each) => siteOnWire(each, caller)),
});

const getSitesWithAtLeastViewAccess = method({
  method: "SitesManager.getSitesWithAtLeastViewAccess",
  docs: "Lists the sites that the caller may view.",
  access: "anyone",
  params: { limit: limit(), _restrictSitesToLogin: text().optional() },
  run: async ({ params, records, caller }) => {
    const own = await ownSites(records, caller, anyRole);
    return cut(own, params.limit).map((each) => siteOnWire(each, caller));
  },
});

const idsByRole = [
  idsWith("Admin", ["admin"], "administers"),
  idsWith("Write", ["write"], "may write to, but does not administer"),
  idsWith("View", ["view"], "may only view"),
  idsWith("AtLeastView", anyRole, "may view"),
];

const getPatternMatchSites = method({
  method: "SitesManager.getPatternMatchSites",
  docs: "Lists the sites that the caller may view whose name, address or group holds a text, or whose id it is.",
  access: "anyone",
  params: { pattern: text(), limit: limit(), sitesToExclude: list(integer()).or([]) },
  run: async ({ params, records, caller }) => {
    const own = without(await ownSites(records, caller, anyRole), params.sitesToExclude);
    return cut(matching(own, params.pattern), params.limit).map((each) => siteOnWire(each, caller));
  },
});

const getSitesIdFromSiteUrl = method({
  method: "SitesManager.getSitesIdFromSiteUrl",
  docs: "Lists the ids of the sites that have an address, with http or https and with www. or without.",
  access: "someView",
  params: { url: text() },
  run: async ({ params, records, caller }) => {
    const wanted = bare(params.url);
    const own = await ownSites(records, caller, anyRole);
    return own.filter((each) => urlsOf(each).some((url) => bare(url) === wanted)).map((each) => ({ idsite: each.id }));
  },
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
    return unique([own.excluded_query_parameters, everywhere.excludedQueryParameters]);
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
  getSitesWithAdminAccess,
  getSitesWithViewAccess,
  getSitesWithAtLeastViewAccess,
  ...idsByRole,
  getPatternMatchSites,
  getSitesIdFromSiteUrl,
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

function idsWith(name: string, roles: readonly string[], does: string): Method {
  return method({
    method: `SitesManager.getSitesIdWith${name}Access`,
    docs: `Lists the ids of the sites that the caller ${does}.`,
    access: "anyone",
    params: {},
    run: async ({ records, caller }) => sitesByRole(caller, roles, await siteIds(records)),
  });
}

async function ownSites(records: Records, caller: Caller, roles: readonly string[]): Promise<readonly Site[]> {
  const all = await findSites(records);
  const own = new Set(
    sitesByRole(
      caller,
      roles,
      all.map(({ id }) => id),
    ),
  );
  return all.filter(({ id }) => own.has(id));
}

function matching(sites: readonly Site[], pattern: string): readonly Site[] {
  const wanted = pattern.toLowerCase();
  const holds = (text: string) => text.toLowerCase().includes(wanted);
  return sites.filter((each) => holds(each.name) || holds(urlsOf(each)[0] ?? "") || holds(each.site_group) || String(each.id) === pattern);
}

function without(sites: readonly Site[], ids: readonly number[]): readonly Site[] {
  return sites.filter(({ id }) => !ids.includes(id));
}

/** No limit, or one of 0, is none. */
function cut(sites: readonly Site[], limit: number | undefined): readonly Site[] {
  return limit ? sites.slice(0, limit) : sites;
}

function bare(url: string): string {
  return url
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/\/$/, "");
}

function unique(lists: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(lists.flatMap((each) => splitList(each ?? "")))];
}
