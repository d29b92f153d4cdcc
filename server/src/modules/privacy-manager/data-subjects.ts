import { wrongParameter } from "../../base/errors.ts";
import { type Caller, requireRole } from "../../catalog/caller.ts";
import { structure } from "../../catalog/params.ts";
import { join, type Sql, sql, typed } from "../../db/sql.ts";

/** Visits by the site on which they were. */
export type VisitsBySite = ReadonlyMap<number, readonly number[]>;

/** The visits of people who want to know, or want to be forgotten: a list of `{idsite, idvisit}`. */
export const visitsParam = { visits: structure() };

const wanted = "a list of visits, each with an idsite and an idvisit";

/** Reads the list. Throws wrongParameter, and noAccess for sites that the caller does not administer. */
export function readVisits(given: unknown, caller: Caller): VisitsBySite {
  const list: readonly unknown[] = typeof given === "object" && given !== null ? Object.values(given) : [];
  if (list.length === 0) throw wrongParameter("visits", shown(given), wanted);
  const bySite = new Map<number, number[]>();
  for (const each of list) {
    const { idsite, idvisit } = (each ?? {}) as { readonly idsite?: unknown; readonly idvisit?: unknown };
    const [site, visit] = [readId(idsite), readId(idvisit)];
    if (site === undefined || visit === undefined) throw wrongParameter("visits", shown(each), wanted);
    bySite.set(site, [...(bySite.get(site) ?? []), visit]);
  }
  for (const site of bySite.keys()) requireRole(caller, "admin", site);
  return bySite;
}

/** The condition that the rows of those visits meet, in any table. */
export function ofVisits(visits: VisitsBySite): Sql {
  const conditions = [...visits].map(
    ([site, ids]) => sql`(site = ${typed("UInt32", site)} AND visit IN ${typed("Array(UInt64)", [...new Set(ids)])})`,
  );
  return sql`(${join(conditions, " OR ")})`;
}

function readId(value: unknown): number | undefined {
  const id = typeof value === "string" && /^\d{1,16}$/.test(value.trim()) ? Number(value) : value;
  return typeof id === "number" && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

function shown(value: unknown): string {
  return JSON.stringify(value ?? "").slice(0, 100);
}
