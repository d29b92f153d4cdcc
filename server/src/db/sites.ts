import type { Selectable } from "kysely";
import { unknownSite } from "../base/errors.ts";
import type { Records, SiteRecord } from "./records.ts";

export type Site = Selectable<SiteRecord>;

/** Sites in the order of their ids; with `ids` only those. */
export async function findSites(records: Records, ids?: readonly number[]): Promise<Site[]> {
  const all = records.selectFrom("sites").selectAll().orderBy("id");
  return (ids ? all.where("id", "in", ids) : all).execute();
}

export function findSite(records: Records, id: number): Promise<Site | undefined> {
  return records.selectFrom("sites").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The site of that id; a UserError where there is none. */
export async function requireSite(records: Records, id: number): Promise<Site> {
  const site = await findSite(records, id);
  if (!site) throw unknownSite(String(id));
  return site;
}

export async function siteIds(records: Records): Promise<number[]> {
  const rows = await records.selectFrom("sites").select("id").orderBy("id").execute();
  return rows.map((row) => row.id);
}

/** Addresses of a site; the first is the main one. */
export function urlsOf(site: Site): readonly string[] {
  return JSON.parse(site.urls) as string[];
}

/** The parts of comma-separated text, trimmed, without blanks. */
export function splitList(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
