import {
  change,
  commaList,
  currency,
  flag,
  instant,
  integer,
  oneOf,
  type Raw,
  readParams,
  structure,
  text,
  timezone,
  urls,
  type ValuesOf,
} from "../../catalog/params.ts";
import { readRanges } from "./ip-range.ts";
import type { SiteChanges } from "./sites.ts";

/** What can be said of a site when it is added or changed. */
export const siteParams = {
  urls: change(urls()),
  ecommerce: flag().optional(),
  siteSearch: flag().optional(),
  searchKeywordParameters: change(commaList()),
  searchCategoryParameters: change(commaList()),
  excludedIps: change(text()),
  excludedQueryParameters: change(commaList()),
  timezone: timezone().optional(),
  currency: currency().optional(),
  group: change(text()),
  startDate: instant().optional(),
  excludedUserAgents: change(commaList()),
  keepURLFragments: integer(0, 2).optional(),
  type: oneOf("website", "mobileapp", "intranet").optional(),
  settingValues: structure().optional(),
  excludeUnknownUrls: flag().optional(),
  excludedReferrers: change(commaList()),
};

type Given = ValuesOf<typeof siteParams>;

/** Names of settings in `settingValues`, by the parameter that says the same. */
const settingNames: Readonly<Partial<Record<string, keyof Given>>> = {
  urls: "urls",
  ecommerce: "ecommerce",
  group: "group",
  sitesearch: "siteSearch",
  sitesearch_keyword_parameters: "searchKeywordParameters",
  sitesearch_category_parameters: "searchCategoryParameters",
  keep_url_fragment: "keepURLFragments",
  exclude_unknown_urls: "excludeUnknownUrls",
  excluded_ips: "excludedIps",
  excluded_parameters: "excludedQueryParameters",
  excluded_user_agents: "excludedUserAgents",
  excluded_referrers: "excludedReferrers",
};

/**
 * The changes that the parameters ask for. What stands in `settingValues` counts where no parameter says otherwise.
 * NOTE matomo: parameters left out leave the site as it is; a real Matomo empties some of the lists then.
 */
export function changesOf(given: Given): SiteChanges {
  const settings = readParams(siteParams, readSettingValues(given.settingValues));
  const said = <Name extends keyof Given>(name: Name): Given[Name] => given[name] ?? settings[name];
  const ips = said("excludedIps");
  return {
    urls: said("urls"),
    ecommerce: asFlag(said("ecommerce")),
    site_search: asFlag(said("siteSearch")),
    search_keyword_parameters: said("searchKeywordParameters"),
    search_category_parameters: said("searchCategoryParameters"),
    excluded_ips: ips === undefined ? undefined : readRanges(ips, "excludedIps"),
    excluded_query_parameters: said("excludedQueryParameters"),
    excluded_user_agents: said("excludedUserAgents"),
    excluded_referrers: said("excludedReferrers"),
    exclude_unknown_urls: asFlag(said("excludeUnknownUrls")),
    keep_url_fragments: said("keepURLFragments"),
    site_group: said("group")?.trim(),
    timezone: said("timezone"),
    currency: said("currency"),
    created: said("startDate"),
    type: said("type"),
  };
}

function asFlag(value: boolean | undefined): 0 | 1 | undefined {
  return value === undefined ? undefined : value ? 1 : 0;
}

/** Reads `{Plugin: [{name, value}, …]}` into parameters; names that mean nothing here are passed over. */
function readSettingValues(value: unknown): Record<string, Raw> {
  const params: Record<string, Raw> = {};
  for (const group of listOf(value))
    for (const setting of listOf(group)) {
      const { name, value } = setting as { readonly name?: unknown; readonly value?: unknown };
      const param = typeof name === "string" ? settingNames[name] : undefined;
      if (param) params[param] = Array.isArray(value) ? value.map(String) : String(value ?? "");
    }
  return params;
}

function listOf(value: unknown): readonly unknown[] {
  return typeof value === "object" && value !== null
    ? Object.values(value).filter((item) => typeof item === "object" && item !== null)
    : [];
}
