import type { Action, CustomDimension, HitParams, TrackedSite } from "../catalog/hit.ts";
import { cutToCharacters, textOf, trimmed } from "./clean-text.ts";
import { decodeQueryValue } from "./query-string.ts";
import { firstGroup } from "./user-regex.ts";

/** Characters that a value keeps. */
const longestValue = 250;

/**
 * Reads the values of the site's active custom dimensions, by their id. A value is what `dimension3=…` says, which may be empty, else what
 * the first extraction that finds something finds; dimensions with neither are left out.
 */
export function readCustomDimensions(params: HitParams, site: TrackedSite, action: Action | undefined): ReadonlyMap<number, string> {
  const values = new Map<number, string>();
  for (const dimension of site.customDimensions) {
    if (!dimension.active) continue;
    const parameter = `dimension${dimension.id}`;
    const value = params.has(parameter) ? textOf(params, parameter) : extract(dimension, params, action);
    if (value !== undefined) values.set(dimension.id, cutToCharacters(trimmed(value), longestValue));
  }
  return values;
}

function extract(dimension: CustomDimension, params: HitParams, action: Action | undefined): string | undefined {
  for (const { dimension: source, pattern } of dimension.extractions) {
    if (pattern === "") continue;
    const expression = source === "urlparam" ? `\\?.*${pattern}=([^&]*)` : pattern;
    const found = firstGroup(expression, !dimension.caseSensitive, textToSearch(source, params, action));
    if (found !== "") return decodeQueryValue(found);
  }
  return undefined;
}

/** Addresses are looked at as the page had them, before parameters are taken out. */
function textToSearch(source: string, params: HitParams, action: Action | undefined): string {
  if (source === "url" || source === "urlparam") return action ? action.rawUrl : textOf(params, "url");
  if (source !== "action_name") return "";
  if (!action) return textOf(params, "action_name");
  return action.kind === "pageview" || action.kind === "search" ? action.name : "";
}
