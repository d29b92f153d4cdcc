import type { Caller } from "../../catalog/caller.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, list, text } from "../../catalog/params.ts";
import type { Records } from "../../db/records.ts";
import { findSites, type Site, siteIds, urlsOf } from "../../db/sites.ts";
import { siteOnWire } from "./site-on-wire.ts";
import { sitesByRole } from "./sites.ts";

const anyRole = ["view", "write", "admin"];

const limit = () => integer(0).optional();

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
  params: { limit: limit() },
  run: async ({ params, records, caller }) => {
    const own = await ownSites(records, caller, anyRole);
    return cut(own, params.limit).map((each) => siteOnWire(each, caller));
  },
});

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

const idsByRole = [
  idsWith("Admin", ["admin"], "administers"),
  idsWith("Write", ["write"], "may write to, but does not administer"),
  idsWith("View", ["view"], "may only view"),
  idsWith("AtLeastView", anyRole, "may view"),
];

/** What depends on the sites that the caller has access to. */
export const ownSiteReaders: readonly Method[] = [
  ...idsByRole,
  getSitesWithAdminAccess,
  getSitesWithViewAccess,
  getSitesWithAtLeastViewAccess,
  getPatternMatchSites,
  getSitesIdFromSiteUrl,
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
