import { findCurrency } from "../../base/currencies.ts";
import { moneyText } from "../../base/number-text.ts";
import type { CustomDimension } from "../../catalog/hit.ts";
import type { Records } from "../../db/records.ts";
import { type Site, urlsOf } from "../../db/sites.ts";

export interface NamedDimension extends Pick<CustomDimension, "id" | "scope" | "index"> {
  readonly name: string;
}

/** What the log tells of a site, or needs to tell of its visits. */
export interface SiteFacts {
  readonly id: number;
  readonly name: string;
  readonly timezone: string;
  readonly currency: string;
  readonly currencySymbol: string;
  readonly ecommerce: boolean;
  /** Its addresses in lower case. */
  readonly urls: readonly string[];
  /** Names of goals that are not deleted. */
  readonly goals: ReadonlyMap<number, string>;
  /** Those in use. */
  readonly customDimensions: readonly NamedDimension[];
}

/** Reads it for all sites at once, by their id. */
export async function readSiteFacts(records: Records, sites: readonly Site[]): Promise<ReadonlyMap<number, SiteFacts>> {
  const ids = sites.map(({ id }) => id);
  const goals = await records.selectFrom("goals").selectAll().where("site", "in", ids).where("deleted", "=", 0).execute();
  const dimensions = await records
    .selectFrom("custom_dimensions")
    .selectAll()
    .where("site", "in", ids)
    .where("active", "=", 1)
    .orderBy("dimension")
    .execute();
  const factsOf = (site: Site): SiteFacts => ({
    id: site.id,
    name: site.name,
    timezone: site.timezone,
    currency: site.currency,
    currencySymbol: findCurrency(site.currency)?.symbol ?? site.currency,
    ecommerce: site.ecommerce === 1,
    urls: urlsOf(site).map((url) => url.toLowerCase()),
    goals: new Map(goals.filter((goal) => goal.site === site.id).map(({ goal, name }) => [goal, name])),
    customDimensions: dimensions
      .filter((dimension) => dimension.site === site.id)
      .map(({ dimension, name, scope, slot }) => ({ id: dimension, name, scope: scope === "visit" ? "visit" : "action", index: slot })),
  });
  return new Map(sites.map((site) => [site.id, factsOf(site)]));
}

/** "€12.50 revenue". */
export function revenueText(amount: number, { currencySymbol }: SiteFacts): string {
  return `${moneyText(amount, currencySymbol)} revenue`;
}
