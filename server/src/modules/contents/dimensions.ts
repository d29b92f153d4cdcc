import { decodeEntities, escapeHtml } from "../../base/html.ts";
import { type Dimension, dimension } from "../../catalog/dimension.ts";
import type { Action } from "../../catalog/hit.ts";

type Part = keyof NonNullable<Action["content"]>;

export const contentName = contentText("name", "Content Name");

export const contentPiece = contentText("piece", "Content Piece");

export const contentTarget = contentText("target", "Content Target");

/** What was done with it; empty where it was only seen. */
export const contentInteraction = contentText("interaction", "Content Interaction");

export const dimensions: readonly Dimension[] = [contentName, contentPiece, contentTarget, contentInteraction];

/** Empty for actions that are no content block. */
function contentText(part: Part, name: string): Dimension {
  const id = name.replace("Content ", "content");
  return dimension({
    id,
    name,
    plural: `${name}s`,
    column: { table: "actions", name: `content_${part}`, type: "LowCardinality(String)" },
    fill: ({ hit }) => hit.action?.content?.[part] ?? "",
    segment: { name: id, category: "Behaviour", accepts: `the ${part} of a content block`, toStored: decodeEntities, exact: true },
    segmentValue: escapeHtml,
  });
}
