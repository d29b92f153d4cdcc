import { localTime } from "../../base/dates.ts";
import { noAccess, unknownThing } from "../../base/errors.ts";
import { withSiteScheme } from "../../base/page-address.ts";
import { type Caller, nobody } from "../../catalog/caller.ts";
import type { Dimension } from "../../catalog/dimension.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, site, sites, text } from "../../catalog/params.ts";
import { sitesAsked } from "../../catalog/sites-asked.ts";
import type { Cells } from "../../catalog/table.ts";
import type { Records } from "../../db/records.ts";
import { requireSite, urlsOf } from "../../db/sites.ts";
import { suggestValues } from "../../derive/segment-suggestions.ts";
import { type NamedDimension, type OfferedSegment, offeredSegments } from "../../derive/segments.ts";
import { fieldsOf, type SegmentField, segmentNameOf } from "../../reporting/segment/field.ts";
import { fieldFinder, readSiteFields } from "../../reporting/segment/site-fields.ts";

/** What tells people, while they make a segment, what there is; `dimensions` are those of all modules. */
export function segmentMethods(dimensions: readonly Dimension[]): readonly Method[] {
  return [getSegmentsMetadata(dimensions), getSuggestedValuesForSegment(dimensions)];
}

function getSegmentsMetadata(dimensions: readonly Dimension[]): Method {
  return method({
    method: "API.getSegmentsMetadata",
    docs: "Lists what segments can be made of: the names, with their titles and what values they take.",
    access: "someView",
    params: { idSites: sites().or([]), idSite: sites().or([]), _showAllSegments: flag().or(false) },
    run: async ({ params, records, caller }) => {
      const asked = params.idSites.length > 0 ? params.idSites : params.idSite;
      const found = await sitesAsked(records, caller, asked);
      const custom = await customDimensions(
        records,
        found.map(({ id }) => id),
      );
      return offeredSegments(dimensions, custom, { withHidden: params._showAllSegments }).map((segment) => segmentOnWire(segment, caller));
    },
  });
}

function getSuggestedValuesForSegment(dimensions: readonly Dimension[]): Method {
  const fields = fieldsOf(dimensions);
  const declaring = new Map(dimensions.flatMap((dimension) => (dimension.segment ? [[segmentNameOf(dimension)!.name, dimension]] : [])));
  return method({
    method: "API.getSuggestedValuesForSegment",
    docs: "Suggests values for a segment: those met most often on the website in the last two months come first.",
    access: { role: "view", site: "idSite" },
    params: { segmentName: text(), idSite: site() },
    afterHits: true,
    run: async ({ params, records, warehouse, caller, clock }) => {
      const stored = await requireSite(records, params.idSite);
      const find = fieldFinder([params.idSite], fields, await readSiteFields(records, dimensions));
      const field = find(params.segmentName);
      if (!field) throw unknownThing("segment", params.segmentName);
      requireVisible(field, caller);
      const parts = field.anyOf.length === 0 ? [field] : field.anyOf.flatMap((name) => find(name) ?? []);
      const today = localTime(Math.floor(clock.now() / 1000), stored.timezone).day;
      const request = { fields: parts, dimension: declaring.get(field.name), site: params.idSite, today };
      const values = await suggestValues(request, warehouse);
      return values.map((value) => withSiteScheme(value, urlsOf(stored)));
    },
  });
}

function requireVisible({ name, signedIn }: SegmentField, caller: Caller): void {
  if (signedIn && caller.login === nobody.login) throw noAccess(`a signed-in user to use the segment ${name}`);
}

/** Of several sites, the dimension of the first that has one of that number. */
async function customDimensions(records: Records, sites: readonly number[]): Promise<readonly NamedDimension[]> {
  const found = await records
    .selectFrom("custom_dimensions")
    .select(["dimension", "name", "scope"])
    .where("site", "in", sites)
    .where("active", "=", 1)
    .orderBy("site")
    .execute();
  return [...new Map(found.reverse().map((one) => [one.dimension, one])).values()];
}

/** NOTE matomo: it tells which function of its own suggests values, where that is named by text; there is just one. */
const enginesCallback = "\\DeviceDetector\\Parser\\Client\\Browser\\Engine::getAvailableEngines";

function segmentOnWire({ type, category, name, segment, anyOf, accepts, signedIn }: OfferedSegment, caller: Caller): Cells {
  return {
    type,
    category,
    name,
    segment,
    ...(anyOf && { unionOfSegments: anyOf }),
    ...(accepts && { acceptedValues: accepts }),
    ...(segment === "browserEngine" && { suggestedValuesCallback: enginesCallback }),
    ...(signedIn && { permission: caller.login !== nobody.login }),
  };
}
