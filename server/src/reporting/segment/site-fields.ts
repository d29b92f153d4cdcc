import type { Dimension } from "../../catalog/dimension.ts";
import type { Records } from "../../db/records.ts";
import { type Sql, sql, typed } from "../../db/sql.ts";
import { fieldOf, type SegmentField } from "./field.ts";

/** What segments can name that is each site's own. */
export interface SiteFields {
  /** The fields of custom dimensions in use, by site and by name. */
  readonly custom: ReadonlyMap<number, ReadonlyMap<string, SegmentField>>;
  readonly goals: readonly SiteGoal[];
}

/** A goal, deleted ones included: their conversions stay. */
export interface SiteGoal {
  readonly site: number;
  readonly goal: number;
  readonly name: string;
}

/** How segments name a custom dimension by its number within the site. */
export function customDimensionName(dimension: number): string {
  return `dimension${dimension}`;
}

/** Reads from the records what sites have; `dimensions` are the catalogue's, which hold the columns. */
export async function readSiteFields(records: Records, dimensions: readonly Dimension[]): Promise<SiteFields> {
  const [slots, goals] = await Promise.all([
    records.selectFrom("custom_dimensions").select(["site", "dimension", "scope", "slot"]).where("active", "=", 1).execute(),
    records.selectFrom("goals").select(["site", "goal", "name"]).execute(),
  ]);
  const byId = new Map(dimensions.map((dimension) => [dimension.id, dimension]));
  const custom = new Map<number, Map<string, SegmentField>>();
  for (const { site, dimension, scope, slot } of slots) {
    const stored = byId.get(`${scope}CustomDimension${slot}`);
    if (!stored) continue;
    const own = custom.get(site) ?? new Map<string, SegmentField>();
    const field = fieldOf(stored, { name: customDimensionName(dimension) });
    custom.set(site, own.set(field.name, field));
  }
  return { custom, goals };
}

/** Tells what names mean on sites on which they all mean the same: those of the catalogue, and those of the first site. */
export function fieldFinder(
  sites: readonly number[],
  fields: ReadonlyMap<string, SegmentField>,
  { custom, goals }: SiteFields,
): (name: string) => SegmentField | undefined {
  const [site = 0] = sites;
  return (name) => {
    const field = fields.get(name) ?? custom.get(site)?.get(name);
    if (!field || name !== "visitConvertedGoalName") return field;
    // Names of goals are known to the records only.
    const named = goalName(sites, goals);
    return { ...field, kind: "text", sql: named, suggested: named };
  };
}

/** The name of a conversion's goal, over the rows of `conversions`; empty for orders and carts. */
function goalName(sites: readonly number[], goals: readonly SiteGoal[]): Sql {
  const asked = new Set(sites);
  const own = goals.filter(({ site }) => asked.has(site));
  if (own.length === 0) return sql`''`;
  const keys = own.map(({ site, goal }) => `${site} ${goal}`);
  const names = own.map(({ name }) => name);
  return sql`transform(concat(toString(site), ' ', toString(goal)), ${typed("Array(String)", keys)}, ${typed("Array(String)", names)}, '')`;
}
