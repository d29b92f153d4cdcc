import type { Selectable } from "kysely";
import { missingParameter, noAccess, unknownSite } from "../base/errors.ts";
import { type Caller, mayOn, maySomewhere, requireRole } from "../catalog/caller.ts";
import type { Access, Role } from "../catalog/method.ts";
import type { Raw } from "../catalog/params.ts";
import type { Records, SiteRecord } from "../db/records.ts";

export type StoredSite = Selectable<SiteRecord>;

/**
 * The sites that `idSite` means, in its order: one id, several (`1,2`, or a list), or `all` that the caller has the role on.
 * Throws missingParameter, noAccess for a site that the caller has no such role on, and unknownSite.
 */
export async function sitesFor(records: Records, caller: Caller, role: Role, raw: Raw | undefined): Promise<readonly StoredSite[]> {
  const asked = idsOf(raw);
  if (asked.length === 0) throw missingParameter("idSite");
  if (asked[0] === "all") return allSites(records, caller, role);
  for (const id of asked) {
    if (!/^[1-9]\d{0,9}$/.test(id)) throw unknownSite(id);
    // Before the look-up: who may not see everything is not told which sites there are.
    requireRole(caller, role, Number(id));
  }
  const found = await records.selectFrom("sites").selectAll().where("id", "in", asked.map(Number)).execute();
  const byId = new Map(found.map((site) => [String(site.id), site]));
  return asked.map((id) => {
    const site = byId.get(id);
    if (!site) throw unknownSite(id);
    return site;
  });
}

/** Whether `idSite` asks for several sites, so that the answer is a map even where it means one. */
export function meansSeveralSites(raw: Raw | undefined): boolean {
  const ids = idsOf(raw);
  return ids.length > 1 || ids[0] === "all";
}

/** Throws noAccess, missingParameter or unknownSite unless the caller may call a method with that access and those parameters. */
export async function requireAccess(
  access: Access,
  caller: Caller,
  params: Readonly<Record<string, Raw>>,
  records: Records,
): Promise<void> {
  switch (access) {
    case "anyone":
      return;
    case "superuser":
      if (!caller.superuser) throw noAccess("superuser access");
      return;
    case "someView":
      return requireSomewhere(caller, "view");
    case "someWrite":
      return requireSomewhere(caller, "write");
    case "someAdmin":
      return requireSomewhere(caller, "admin");
    default: {
      const { role, site } = typeof access === "string" ? { role: access, site: "idSite" } : access;
      const raw = params[site];
      if (raw === undefined || raw === "") requireSomewhere(caller, role);
      else await sitesFor(records, caller, role, raw);
    }
  }
}

function requireSomewhere(caller: Caller, role: Role): void {
  if (!maySomewhere(caller, role)) throw noAccess(`'${role}' access for at least one website`);
}

async function allSites(records: Records, caller: Caller, role: Role): Promise<readonly StoredSite[]> {
  requireSomewhere(caller, role);
  const sites = await records.selectFrom("sites").selectAll().orderBy("id").execute();
  return sites.filter((site) => mayOn(caller, role, site.id));
}

function idsOf(raw: Raw | undefined): readonly string[] {
  const items = raw === undefined ? [] : typeof raw === "string" ? raw.split(",") : Object.values(raw);
  const ids = items.map((item) => (typeof item === "string" ? item.trim() : "")).filter((id) => id !== "");
  return [...new Set(ids)];
}
