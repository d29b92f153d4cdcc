import { unknownThing } from "../../base/errors.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, oneOf, site, structure, text } from "../../catalog/params.ts";
import { requireSite } from "../../db/sites.ts";
import {
  checkName,
  customDimensionOnWire,
  extractionSources,
  findCustomDimensions,
  insertCustomDimension,
  readExtractions,
  scopes,
  slotsPerScope,
  updateCustomDimension,
} from "./custom-dimensions.ts";

const configureNewCustomDimension = method({
  method: "CustomDimensions.configureNewCustomDimension",
  docs: "Adds a custom dimension to a site and returns its number: the N in dimensionN of tracking requests.",
  access: "write",
  params: {
    idSite: site(),
    name: text(),
    scope: oneOf(...scopes),
    active: flag(),
    extractions: structure().optional(),
    caseSensitive: flag().or(true),
  },
  run: async ({ params, records }) => {
    await requireSite(records, params.idSite);
    checkName(params.name);
    return insertCustomDimension(records, params.idSite, params.scope, {
      name: params.name,
      active: params.active ? 1 : 0,
      case_sensitive: params.caseSensitive ? 1 : 0,
      extractions: readExtractions(params.extractions, params.scope),
    });
  },
});

const configureExistingCustomDimension = method({
  method: "CustomDimensions.configureExistingCustomDimension",
  docs: "Changes a custom dimension. Its scope stays; one that is not active stops being measured and shown.",
  access: "write",
  params: {
    idDimension: integer(1),
    idSite: site(),
    name: text(),
    active: flag(),
    extractions: structure().optional(),
    caseSensitive: flag().optional(),
  },
  run: async ({ params, records }) => {
    await requireSite(records, params.idSite);
    const known = (await findCustomDimensions(records, params.idSite)).find((each) => each.dimension === params.idDimension);
    if (!known) throw unknownThing("custom dimension", String(params.idDimension));
    checkName(params.name);
    const caseSensitive = params.caseSensitive ?? known.case_sensitive === 1;
    await updateCustomDimension(records, params.idSite, params.idDimension, {
      name: params.name,
      active: params.active ? 1 : 0,
      case_sensitive: caseSensitive ? 1 : 0,
      extractions: readExtractions(params.extractions, known.scope),
    });
    return undefined;
  },
});

const getConfiguredCustomDimensions = method({
  method: "CustomDimensions.getConfiguredCustomDimensions",
  docs: "Lists the custom dimensions of a site, the inactive ones too.",
  access: "view",
  params: { idSite: site() },
  run: async ({ params, records }) => {
    await requireSite(records, params.idSite);
    return (await findCustomDimensions(records, params.idSite)).map(customDimensionOnWire);
  },
});

const getConfiguredCustomDimensionsHavingScope = method({
  method: "CustomDimensions.getConfiguredCustomDimensionsHavingScope",
  docs: "Lists the custom dimensions of a site that belong to visits, or those that belong to actions.",
  access: "view",
  params: { idSite: site(), scope: text() },
  run: async ({ params, records }) => {
    await requireSite(records, params.idSite);
    const known = await findCustomDimensions(records, params.idSite);
    return known.filter((each) => each.scope === params.scope).map(customDimensionOnWire);
  },
});

const getAvailableScopes = method({
  method: "CustomDimensions.getAvailableScopes",
  docs: "Tells what custom dimensions can belong to, and how many there can be.",
  access: "view",
  params: { idSite: site() },
  run: async ({ params, records }) => {
    await requireSite(records, params.idSite);
    const known = await findCustomDimensions(records, params.idSite);
    return scopes.map((scope) => {
      const used = known.filter((each) => each.scope === scope).length;
      return {
        value: scope,
        name: scope === "visit" ? "Visit" : "Action",
        numSlotsAvailable: slotsPerScope,
        numSlotsUsed: used,
        numSlotsLeft: slotsPerScope - used,
        supportsExtractions: scope === "action",
      };
    });
  },
});

const getAvailableExtractionDimensions = method({
  method: "CustomDimensions.getAvailableExtractionDimensions",
  docs: "Tells what a custom dimension can take its value out of.",
  access: "someWrite",
  params: {},
  run: () => Object.entries(extractionSources).map(([value, name]) => ({ value, name })),
});

export const methods: readonly Method[] = [
  configureNewCustomDimension,
  configureExistingCustomDimension,
  getConfiguredCustomDimensions,
  getConfiguredCustomDimensionsHavingScope,
  getAvailableScopes,
  getAvailableExtractionDimensions,
];
