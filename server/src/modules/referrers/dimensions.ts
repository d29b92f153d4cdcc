import { type Dimension, dimension, type Moment } from "../../catalog/dimension.ts";
import type { Referrer } from "../../catalog/hit.ts";
import { referrerNumberOf, referrerNumbers, referrerTypeOf } from "../../catalog/referrer-type.ts";
import type { Visit } from "../../catalog/visit.ts";
import { referrerTypeLabel } from "./labels.ts";

export const referrerType = dimension({
  id: "referrerType",
  name: "Channel Type",
  plural: "Channel Types",
  column: { table: "visits", name: "referrer_type", type: "UInt8" },
  fill: ({ hit }) => referrerNumbers[hit.referrer.type],
  update: (moment) => (learnsReferrer(moment) ? referrerNumbers[moment.hit.referrer.type] : undefined),
  beginsVisit: ({ hit, visit }) => isOtherCampaign(hit.referrer, visit),
  onConversions: true,
  segment: { name: "referrerType", category: "Acquisition", accepts: Object.keys(referrerNumbers).join(", "), toStored: referrerNumberOf },
  values: Object.values(referrerNumbers),
  label: (number) => referrerTypeLabel(Number(number)),
  segmentValue: (number) => referrerTypeOf(Number(number)) ?? number,
});

const accepted = {
  referrerName: "a search engine, social network, website or campaign, such as Google, www.example.org or spring-sale",
  referrerKeyword: "what was searched for, or the keyword of a campaign",
  referrerUrl: "an address, percent-encoded: https%3A%2F%2Fwww.example.org%2Fpage",
} as const;

export const referrerName = referrerText("referrerName", "Referrer Name", "LowCardinality(String)", ({ name }) => name);

export const referrerKeyword = referrerText("referrerKeyword", "Keyword", "String", ({ keyword }) => keyword);

/** Not on conversions: what earned one may lie before the visit, and has no address then. */
export const referrerUrl = referrerText("referrerUrl", "Referrer URL", "String", ({ url }) => url, { onConversions: false });

export const dimensions: readonly Dimension[] = [referrerType, referrerName, referrerKeyword, referrerUrl];

/** Whether this hit tells where a visit came from that was direct so far. */
export function learnsReferrer({ hit, before }: Moment): boolean {
  return before !== undefined && before.referrer_type === referrerNumbers.direct && hit.referrer.type !== "direct";
}

function referrerText(
  id: keyof typeof accepted,
  name: string,
  type: string,
  textOf: (referrer: Referrer) => string,
  { onConversions } = { onConversions: true },
): Dimension {
  return dimension({
    id,
    name,
    column: { table: "visits", name: id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), type },
    fill: ({ hit }) => textOf(hit.referrer),
    update: (moment) => (learnsReferrer(moment) ? textOf(moment.hit.referrer) : undefined),
    onConversions,
    segment: { name: id, category: "Acquisition", accepts: accepted[id] },
  });
}

/**
 * Whether the hit came by a campaign that is not the visit's, which ends the visit. A visit that was direct so far takes the campaign
 * over instead. The host that stands in for a missing keyword makes no other campaign: it changes as the visitor moves on.
 */
function isOtherCampaign(referrer: Referrer, visit: Visit): boolean {
  if (referrer.type !== "campaign" || visit.referrer_type === referrerNumbers.direct) return false;
  const isSame = (text: string, column: string) => text.toLowerCase() === String(visit[column] ?? "").toLowerCase();
  if (visit.referrer_type !== referrerNumbers.campaign || !isSame(referrer.name, "referrer_name")) return true;
  return !referrer.keywordIsHost && !isSame(referrer.keyword, "referrer_keyword");
}
