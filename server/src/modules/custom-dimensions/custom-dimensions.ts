import type { Selectable } from "kysely";
import { notAllowed, wrongParameter } from "../../base/errors.ts";
import { isRegularExpression } from "../../base/regular-expression.ts";
import type { Cells } from "../../catalog/table.ts";
import type { CustomDimensionRecord, Records } from "../../db/records.ts";

export type CustomDimension = Selectable<CustomDimensionRecord>;
type Said = Pick<CustomDimension, "name" | "active" | "case_sensitive"> & { readonly extractions: readonly Extraction[] };

/** Takes a value out of a page's address or title: what the one group of the pattern matches, or the value of the parameter so named. */
export interface Extraction {
  readonly dimension: string;
  readonly pattern: string;
}

/** How many custom dimensions a site can have in each scope. */
export const slotsPerScope = 5;

export const scopes = ["visit", "action"] as const;

export const extractionSources = { url: "Page URL", urlparam: "Page URL Parameter", action_name: "Page Title" } as const;

/** The custom dimensions of a site by their number. */
export function findCustomDimensions(records: Records, site: number): Promise<CustomDimension[]> {
  return records.selectFrom("custom_dimensions").selectAll().where("site", "=", site).orderBy("dimension").execute();
}

/** Adds a custom dimension in the first free slot of its scope and returns its number within the site. */
export function insertCustomDimension(records: Records, site: number, scope: string, said: Said): Promise<number> {
  return records.transaction().execute(async (transaction) => {
    const known = await findCustomDimensions(transaction, site);
    const taken = new Set(known.filter((each) => each.scope === scope).map((each) => each.slot));
    const slot = Array.from({ length: slotsPerScope }, (_, index) => index + 1).find((index) => !taken.has(index));
    if (slot === undefined)
      throw notAllowed(`All ${slotsPerScope} custom dimensions of the scope '${scope}' are in use on the website id = ${site}.`);
    const dimension = Math.max(0, ...known.map((each) => each.dimension)) + 1;
    await transaction
      .insertInto("custom_dimensions")
      .values({ ...said, site, dimension, scope, slot, extractions: JSON.stringify(said.extractions) })
      .execute();
    return dimension;
  });
}

export async function updateCustomDimension(records: Records, site: number, dimension: number, said: Said): Promise<void> {
  await records
    .updateTable("custom_dimensions")
    .set({ ...said, extractions: JSON.stringify(said.extractions) })
    .where("site", "=", site)
    .where("dimension", "=", dimension)
    .execute();
}

/** Reads extractions as clients send them; a UserError says which of them is not right. */
export function readExtractions(given: unknown, scope: string): readonly Extraction[] {
  if (given === undefined || given === "") return [];
  if (typeof given !== "object" || given === null) throw wrongParameter("extractions", String(given), "a list");
  const extractions = Object.values(given).map(readExtraction);
  if (extractions.length > 0 && scope !== "action")
    throw wrongParameter("extractions", JSON.stringify(given), "empty: only custom dimensions of the scope 'action' can have them");
  return extractions;
}

/** Throws for names that cannot be shown everywhere. */
export function checkName(name: string): void {
  if (name.trim() === "" || name.length > 255 || /[/\\&.<>]/.test(name))
    throw wrongParameter("name", name, "1 to 255 characters long, without / \\ & . < >");
}

/** NOTE matomo: numbers are told as text here. */
export function customDimensionOnWire(dimension: CustomDimension): Cells {
  return {
    idcustomdimension: String(dimension.dimension),
    idsite: String(dimension.site),
    name: dimension.name,
    index: String(dimension.slot),
    scope: dimension.scope,
    active: dimension.active === 1,
    extractions: JSON.parse(dimension.extractions),
    case_sensitive: dimension.case_sensitive === 1,
  };
}

function readExtraction(given: unknown): Extraction {
  const { dimension, pattern } = (typeof given === "object" && given !== null ? given : {}) as Partial<Record<string, unknown>>;
  if (typeof dimension !== "string" || !(dimension in extractionSources))
    throw wrongParameter(
      "extractions",
      JSON.stringify(given),
      `a list of {"dimension":…,"pattern":…}, where dimension is one of ${Object.keys(extractionSources).join(", ")}`,
    );
  if (typeof pattern !== "string" || !isPattern(dimension, pattern))
    throw wrongParameter(
      "extractions",
      JSON.stringify(given),
      "a pattern with exactly one group in round brackets, such as index_(.+).html",
    );
  return { dimension, pattern };
}

function isPattern(dimension: string, pattern: string): boolean {
  if (dimension === "urlparam") return isRegularExpression(`\\?.*${pattern}=([^&]*)`);
  const special = pattern.split("(?").length - 1;
  const opening = pattern.split("(").length - 1 - special;
  const closing = pattern.split(")").length - 1 - special;
  return pattern === "" || (opening === 1 && closing === 1 && isRegularExpression(pattern));
}
