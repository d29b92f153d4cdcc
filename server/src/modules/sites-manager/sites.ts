import type { Selectable } from "kysely";
import type { Caller } from "../../catalog/caller.ts";
import type { Records, SiteRecord } from "../../db/records.ts";

type Stored = Omit<Selectable<SiteRecord>, "id">;

/** What can be said of a site; undefined leaves what there is, or takes the default of a new site. */
export type SiteChanges = {
  readonly [Column in Exclude<keyof Stored, "urls" | "creator">]?: Stored[Column] | undefined;
} & { readonly urls?: readonly string[] | undefined };

const newSite: Omit<Stored, "name" | "timezone" | "currency" | "created" | "creator"> = {
  type: "website",
  urls: "[]",
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
};

/** Adds a site and returns its id. */
export async function insertSite(
  records: Records,
  first: Pick<Stored, "name" | "timezone" | "currency" | "created" | "creator">,
  changes: SiteChanges,
): Promise<number> {
  const added = await records
    .insertInto("sites")
    .values({ ...newSite, ...first, ...columnsOf(changes) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return added.id;
}

export async function updateSite(records: Records, id: number, changes: SiteChanges): Promise<void> {
  const columns = columnsOf(changes);
  if (Object.keys(columns).length > 0) await records.updateTable("sites").set(columns).where("id", "=", id).execute();
}

/** Removes the site with everything that was set up for it. Ids are never used again. What it tracked is the warehouse's to delete. */
export async function deleteSite(records: Records, id: number): Promise<void> {
  await records.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("sites").where("id", "=", id).execute();
    for (const table of ["goals", "custom_dimensions", "access", "segments", "annotations", "tracking_failures"] as const)
      await transaction.deleteFrom(table).where("site", "=", id).execute();
  });
}

/** Ids of the sites on which the caller has exactly that role; a superuser has every role on all of them, but is listed as admin only. */
export function sitesByRole(caller: Caller, roles: readonly string[], all: readonly number[]): readonly number[] {
  if (caller.superuser) return roles.includes("admin") ? all : [];
  return all.filter((id) => roles.includes(caller.roles.get(id) ?? ""));
}

/** The main address stays first; the others are kept in alphabetical order, without repetitions. */
export function orderUrls(urls: readonly string[]): readonly string[] {
  const [main, ...others] = new Set(urls);
  return main === undefined ? [] : [main, ...others.sort()];
}

function columnsOf({ urls, ...changes }: SiteChanges): Partial<Stored> {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(urls ? { urls: JSON.stringify(orderUrls(urls)) } : {}) };
}
