import { findCurrency } from "../../base/currencies.ts";
import { dateTimeText } from "../../base/dates.ts";
import type { Caller } from "../../catalog/caller.ts";
import type { Cells } from "../../catalog/table.ts";
import { type Site, urlsOf } from "../../db/sites.ts";
import { timezoneName } from "./timezones.ts";

/** A site as clients see it; who made it is told to superusers only. */
export function siteOnWire(site: Site, caller: Caller): Cells {
  return {
    idsite: site.id,
    name: site.name,
    main_url: urlsOf(site)[0] ?? "",
    ts_created: dateTimeText(site.created),
    ecommerce: site.ecommerce,
    sitesearch: site.site_search,
    sitesearch_keyword_parameters: site.search_keyword_parameters,
    sitesearch_category_parameters: site.search_category_parameters,
    timezone: site.timezone,
    currency: site.currency,
    exclude_unknown_urls: site.exclude_unknown_urls,
    excluded_ips: site.excluded_ips,
    excluded_parameters: site.excluded_query_parameters,
    excluded_user_agents: site.excluded_user_agents,
    excluded_referrers: site.excluded_referrers,
    group: site.site_group,
    type: site.type,
    keep_url_fragment: site.keep_url_fragments,
    ...(caller.superuser ? { creator_login: site.creator } : {}),
    timezone_name: timezoneName(site.timezone),
    currency_name: findCurrency(site.currency)?.name ?? site.currency,
  };
}
