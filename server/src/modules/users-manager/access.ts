import type { Role } from "../../catalog/method.ts";
import type { Records } from "../../db/records.ts";

export const roles = ["view", "write", "admin"] as const satisfies readonly Role[];

/** Gives the user that role on the sites in place of any other; undefined takes access away. */
export async function setAccess(records: Records, login: string, role: Role | undefined, sites: readonly number[]): Promise<void> {
  await records.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("access").where("login", "=", login).where("site", "in", sites).execute();
    if (role)
      await transaction
        .insertInto("access")
        .values(sites.map((site) => ({ login, site, access: role })))
        .execute();
  });
}

/** Who has which role where, by login and site. Sites that are gone are left out. */
export function findAccess(
  records: Records,
  only: { readonly login?: string; readonly site?: number; readonly access?: string } = {},
): Promise<{ login: string; site: number; access: string }[]> {
  let asked = records
    .selectFrom("access")
    .innerJoin("sites", "sites.id", "access.site")
    .select(["access.login", "access.site", "access.access"])
    .orderBy("access.login")
    .orderBy("access.site");
  if (only.login !== undefined) asked = asked.where("access.login", "=", only.login);
  if (only.site !== undefined) asked = asked.where("access.site", "=", only.site);
  if (only.access !== undefined) asked = asked.where("access.access", "=", only.access);
  return asked.execute();
}
