import type { Records } from "../db/records.ts";
import { requireSite, type Site, siteIds } from "../db/sites.ts";
import { type Caller, mayOn, requireRole } from "./caller.ts";
import type { Role } from "./method.ts";

/**
 * The sites that a parameter of the kind `sites()` names; `all` are those on which the caller has the role. Throws the UserErrors
 * noAccess and unknownSite.
 */
export async function sitesAsked(
  records: Records,
  caller: Caller,
  asked: readonly number[] | "all",
  role: Role = "view",
): Promise<readonly Site[]> {
  const ids = asked === "all" ? (await siteIds(records)).filter((id) => mayOn(caller, role, id)) : asked;
  for (const id of ids) requireRole(caller, role, id);
  return Promise.all(ids.map((id) => requireSite(records, id)));
}
