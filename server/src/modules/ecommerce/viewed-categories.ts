import type { HitParams } from "../../catalog/hit.ts";

const mostCategories = 5;

/**
 * The categories of the product or of the shop page that is viewed (`_pkc`): one as plain text, or a JSON list. Of a list what is empty
 * falls away; plain text that is empty stays, for the page says that there is no category.
 */
export function readViewedCategories(params: HitParams): readonly string[] {
  if (!params.has("_pkc")) return [];
  const text = params.text("_pkc");
  if (!text.startsWith('["')) return [text];
  const list = params.json("_pkc");
  if (!Array.isArray(list)) return [];
  return list
    .filter((category) => typeof category === "string" || typeof category === "number")
    .map(String)
    .filter((category) => category !== "" && category !== "0")
    .slice(0, mostCategories);
}
