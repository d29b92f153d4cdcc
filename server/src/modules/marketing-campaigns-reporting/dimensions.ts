import { type Dimension, dimension } from "../../catalog/dimension.ts";
import type { Referrer } from "../../catalog/hit.ts";
import { learnsReferrer } from "../referrers/dimensions.ts";

export const campaignName = campaignText("Name", "Names", ({ type, name }) => (type === "campaign" ? name : ""));

/** Only what the address itself says, without the host that stands in for a missing keyword among referrers. */
export const campaignKeyword = campaignText("Keyword", "Keywords", ({ type, keyword, keywordIsHost }) =>
  type === "campaign" && !keywordIsHost ? keyword : "",
);

export const campaignSource = campaignText("Source", "Sources", ({ campaign }) => campaign?.source ?? "");

export const campaignMedium = campaignText("Medium", "Mediums", ({ campaign }) => campaign?.medium ?? "");

export const campaignContent = campaignText("Content", "Contents", ({ campaign }) => campaign?.content ?? "");

export const campaignId = campaignText("Id", "Ids", ({ campaign }) => campaign?.id ?? "");

export const campaignGroup = campaignText("Group", "Groups", ({ campaign }) => campaign?.group ?? "");

export const campaignPlacement = campaignText("Placement", "Placements", ({ campaign }) => campaign?.placement ?? "");

export const dimensions: readonly Dimension[] = [
  campaignName,
  campaignKeyword,
  campaignSource,
  campaignMedium,
  campaignContent,
  campaignId,
  campaignGroup,
  campaignPlacement,
];

function campaignText(part: string, parts: string, textOf: (referrer: Referrer) => string): Dimension {
  return dimension({
    id: `campaign${part}`,
    name: `Campaign ${part}`,
    plural: `Campaign ${parts}`,
    column: { table: "visits", name: `campaign_${part.toLowerCase()}`, type: "LowCardinality(String)" },
    fill: ({ hit }) => textOf(hit.referrer),
    update: (moment) => (learnsReferrer(moment) ? textOf(moment.hit.referrer) : undefined),
    onConversions: true,
    segment: { name: `campaign${part}`, category: "Acquisition", hidden: true },
  });
}
