import type { ReferrerType } from "../../catalog/hit.ts";
import { referrerTypeOf } from "../../catalog/referrer-type.ts";

export * from "../../base/referrer-places.ts";

const typeLabels: Readonly<Record<ReferrerType, string>> = {
  direct: "Direct Entry",
  search: "Search Engines",
  website: "Websites",
  campaign: "Campaigns",
  social: "Social Networks",
  ai: "AI Assistants",
};

/** Text of a stored type. */
export function referrerTypeLabel(number: number): string {
  const type = referrerTypeOf(number);
  return type === undefined ? "Others" : typeLabels[type];
}
