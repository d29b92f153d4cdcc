import type { SiteDefinitions } from "../catalog/listing.ts";
import type { Records } from "../db/records.ts";

/** Goals and active custom dimensions of a site, by their numbers. */
export async function readSiteDefinitions(
  records: Records,
  site: { readonly id: number; readonly ecommerce: number },
): Promise<SiteDefinitions> {
  const goals = records.selectFrom("goals").select(["goal", "name"]).where("site", "=", site.id).where("deleted", "=", 0);
  const dimensions = records.selectFrom("custom_dimensions").select(["dimension", "name", "scope"]).where("site", "=", site.id);
  const [foundGoals, foundDimensions] = await Promise.all([
    goals.orderBy("goal").execute(),
    dimensions.where("active", "=", 1).orderBy("dimension").execute(),
  ]);
  return { ecommerce: site.ecommerce === 1, goals: foundGoals, customDimensions: foundDimensions };
}
