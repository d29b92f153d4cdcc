import { type Method, method } from "../../catalog/method.ts";
import { site } from "../../catalog/params.ts";
import type { Value } from "../../catalog/table.ts";
import { requireSite, type Site, splitList, urlsOf } from "../../db/sites.ts";

/** What can be set for a website, as forms show it: the names are those of `settingValues` in addSite and updateSite. */
interface SiteSetting {
  readonly name: string;
  readonly title: string;
  readonly control: "checkbox" | "text" | "textarea" | "singleselect";
  readonly read: (site: Site) => Value;
  readonly fallback: Value;
  /** Values that can be chosen, with their texts. */
  readonly choices?: Readonly<Record<string, string>>;
}

const yesOrNo = { control: "checkbox", fallback: false } as const;
const lines = { control: "textarea", fallback: [] } as const;

const settings: readonly SiteSetting[] = [
  { name: "urls", title: "Addresses", ...lines, read: urlsOf },
  {
    name: "exclude_unknown_urls",
    title: "Only track visits and actions of these addresses",
    ...yesOrNo,
    read: (site) => site.exclude_unknown_urls === 1,
  },
  {
    name: "keep_url_fragment",
    title: "Keep what follows a # in page addresses",
    control: "singleselect",
    fallback: "0",
    choices: { 0: "As for all websites", 1: "Yes", 2: "No" },
    read: (site) => String(site.keep_url_fragments),
  },
  { name: "excluded_ips", title: "IP addresses that are not tracked", ...lines, read: (site) => splitList(site.excluded_ips) },
  {
    name: "excluded_parameters",
    title: "Parameters that are taken out of page addresses",
    ...lines,
    read: (site) => splitList(site.excluded_query_parameters),
  },
  {
    name: "excluded_user_agents",
    title: "User agents that are not tracked",
    ...lines,
    read: (site) => splitList(site.excluded_user_agents),
  },
  {
    name: "excluded_referrers",
    title: "Referrers that count as none",
    ...lines,
    read: (site) => splitList(site.excluded_referrers),
  },
  { name: "sitesearch", title: "Track searches within the website", ...yesOrNo, fallback: true, read: (site) => site.site_search === 1 },
  {
    name: "sitesearch_keyword_parameters",
    title: "Parameters that hold what was searched for",
    control: "text",
    fallback: [],
    read: (site) => splitList(site.search_keyword_parameters),
  },
  {
    name: "sitesearch_category_parameters",
    title: "Parameters that hold where it was searched",
    control: "text",
    fallback: [],
    read: (site) => splitList(site.search_category_parameters),
  },
  { name: "ecommerce", title: "The website is a shop", ...yesOrNo, read: (site) => site.ecommerce === 1 },
];

const getSiteSettings = method({
  method: "SitesManager.getSiteSettings",
  docs: "Lists what can be set for a website, with the values that it has.",
  access: "admin",
  params: { idSite: site() },
  run: async ({ params, records }) => {
    const found = await requireSite(records, params.idSite);
    return [{ pluginName: "WebsiteMeasurable", title: "WebsiteMeasurable", settings: settings.map((setting) => onWire(setting, found)) }];
  },
});

export const siteSettings: readonly Method[] = [getSiteSettings];

function onWire({ name, title, control, read, fallback, choices }: SiteSetting, site: Site) {
  const type = Array.isArray(fallback) ? "array" : typeof fallback;
  const available = choices ? Object.entries(choices).map(([key, value]) => ({ key, value })) : null;
  return { name, title, value: read(site), defaultValue: fallback, type, uiControl: control, availableValues: available };
}
