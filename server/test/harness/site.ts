import type { Records } from "../../src/db/records.ts";

/** Adds a site with nothing special about it; ids count from 1. */
export async function addPlainSite(records: Records, name = "Blog", timezone = "UTC"): Promise<void> {
  await records
    .insertInto("sites")
    .values({
      name,
      type: "website",
      urls: JSON.stringify(["https://blog.example.org"]),
      timezone,
      currency: "USD",
      ecommerce: 0,
      site_search: 1,
      search_keyword_parameters: "",
      search_category_parameters: "",
      excluded_ips: "",
      excluded_query_parameters: "",
      excluded_user_agents: "",
      excluded_referrers: "",
      exclude_unknown_urls: 0,
      keep_url_fragments: 0,
      site_group: "",
      created: 0,
      creator: "admin",
    })
    .execute();
}
