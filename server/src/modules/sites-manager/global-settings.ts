import { type Access, type Method, method } from "../../catalog/method.ts";
import { commaList, currency, flag, text, timezone } from "../../catalog/params.ts";
import type { Value } from "../../catalog/table.ts";
import { changeSettings, type InstanceSettings, readSettings } from "../../db/settings.ts";
import { readRanges } from "./ip-range.ts";

// NOTE matomo: a list that nobody has set is answered as false, but that of referrers as empty text.
const readers = [
  reader("getExcludedIpsGlobal", "The addresses that are not tracked on any site.", "someAdmin", (all) => all.excludedIps ?? false),
  reader(
    "getExcludedQueryParametersGlobal",
    "The parameters that are taken out of page addresses on all sites.",
    "someView",
    (all) => all.excludedQueryParameters ?? false,
  ),
  reader(
    "getExcludedUserAgentsGlobal",
    "The browsers that are not tracked on any site, by a part of their user agent.",
    "someAdmin",
    (all) => all.excludedUserAgents ?? false,
  ),
  reader("getExcludedReferrersGlobal", "The referrers that count as none on all sites.", "someAdmin", (all) => all.excludedReferrers ?? ""),
  reader(
    "getSearchKeywordParametersGlobal",
    "The parameters that hold what was searched for, where a site has none of its own.",
    "someAdmin",
    (all) => all.searchKeywordParameters,
  ),
  reader(
    "getSearchCategoryParametersGlobal",
    "The parameters that hold the category searched in, where a site has none of its own.",
    "someAdmin",
    (all) => all.searchCategoryParameters ?? false,
  ),
  reader("getKeepURLFragmentsGlobal", "Whether page addresses keep what follows the sign #.", "someView", (all) => all.keepUrlFragments),
  reader("getDefaultTimezone", "The timezone of new sites.", "anyone", (all) => all.defaultTimezone),
  reader("getDefaultCurrency", "The currency of new sites.", "someAdmin", (all) => all.defaultCurrency),
];

const setGlobalExcludedIps = method({
  method: "SitesManager.setGlobalExcludedIps",
  docs: "Says which addresses are not tracked on any site: 1.2.3.4, 1.2.3.* or 1.2.3.4/24, with commas.",
  access: "superuser",
  params: { excludedIps: text() },
  run: async ({ params, records }) => {
    await changeSettings(records, { excludedIps: readRanges(params.excludedIps, "excludedIps") });
    return true;
  },
});

const setGlobalExcludedQueryParameters = method({
  method: "SitesManager.setGlobalExcludedQueryParameters",
  docs: "Says which parameters are taken out of page addresses on all sites.",
  access: "superuser",
  params: { excludedQueryParameters: commaList() },
  run: async ({ params, records }) => {
    await changeSettings(records, { excludedQueryParameters: params.excludedQueryParameters });
    return true;
  },
});

const setGlobalExcludedUserAgents = method({
  method: "SitesManager.setGlobalExcludedUserAgents",
  docs: "Says which browsers are not tracked on any site, by a part of their user agent or a regular expression between slashes.",
  access: "superuser",
  params: { excludedUserAgents: commaList() },
  run: async ({ params, records }) => {
    await changeSettings(records, { excludedUserAgents: params.excludedUserAgents });
    return undefined;
  },
});

const setGlobalExcludedReferrers = method({
  method: "SitesManager.setGlobalExcludedReferrers",
  docs: "Says which referrers count as none on all sites: example.org, .example.org with its subdomains, or example.org/path.",
  access: "superuser",
  params: { excludedReferrers: commaList() },
  run: async ({ params, records }) => {
    await changeSettings(records, { excludedReferrers: params.excludedReferrers });
    return undefined;
  },
});

const setGlobalSearchParameters = method({
  method: "SitesManager.setGlobalSearchParameters",
  docs: "Says which parameters hold what was searched for and the category searched in, where a site has none of its own.",
  access: "superuser",
  params: { searchKeywordParameters: commaList(), searchCategoryParameters: commaList() },
  run: async ({ params, records }) => {
    await changeSettings(records, {
      searchKeywordParameters: params.searchKeywordParameters,
      searchCategoryParameters: params.searchCategoryParameters,
    });
    return true;
  },
});

const setKeepURLFragmentsGlobal = method({
  method: "SitesManager.setKeepURLFragmentsGlobal",
  docs: "Says whether page addresses keep what follows the sign #, on sites that do not say it themselves.",
  access: "superuser",
  params: { enabled: flag() },
  run: async ({ params, records }) => {
    await changeSettings(records, { keepUrlFragments: params.enabled });
    return undefined;
  },
});

const setDefaultTimezone = method({
  method: "SitesManager.setDefaultTimezone",
  docs: "Chooses the timezone of new sites.",
  access: "superuser",
  params: { defaultTimezone: timezone() },
  run: async ({ params, records }) => {
    await changeSettings(records, { defaultTimezone: params.defaultTimezone });
    return true;
  },
});

const setDefaultCurrency = method({
  method: "SitesManager.setDefaultCurrency",
  docs: "Chooses the currency of new sites.",
  access: "superuser",
  params: { defaultCurrency: currency() },
  run: async ({ params, records }) => {
    await changeSettings(records, { defaultCurrency: params.defaultCurrency });
    return true;
  },
});

export const globalSettings: readonly Method[] = [
  ...readers,
  setGlobalExcludedIps,
  setGlobalExcludedQueryParameters,
  setGlobalExcludedUserAgents,
  setGlobalExcludedReferrers,
  setGlobalSearchParameters,
  setKeepURLFragmentsGlobal,
  setDefaultTimezone,
  setDefaultCurrency,
];

function reader(name: string, docs: string, access: Access, read: (all: InstanceSettings) => Value): Method {
  return method({
    method: `SitesManager.${name}`,
    docs,
    access,
    params: {},
    run: async ({ records }) => read(await readSettings(records)),
  });
}
