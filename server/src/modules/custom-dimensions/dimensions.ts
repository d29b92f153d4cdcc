import { escapeHtml } from "../../base/html.ts";
import { type Column, type Dimension, dimension } from "../../catalog/dimension.ts";
import type { CustomDimension, Hit } from "../../catalog/hit.ts";
import { slotsPerScope } from "./custom-dimensions.ts";

type Scope = CustomDimension["scope"];

/** Where the custom dimension of that index (from 1) within its scope is stored: null where nothing was said, empty where nothing is it. */
export function customDimensionColumn(scope: Scope, index: number): Column {
  return { table: scope === "visit" ? "visits" : "actions", name: `custom_dimension_${index}`, type: "LowCardinality(Nullable(String))" };
}

/**
 * What a visit is said to be. A later hit that says something else changes it for the whole visit.
 * NOTE matomo: but not for a cart that there is already, and the order that it becomes.
 */
export function visitCustomDimension(index: number): Dimension {
  return dimension({
    ...declared("visit", index),
    fill: ({ hit }) => saidBy(hit, "visit", index) ?? null,
    update: ({ hit }) => saidBy(hit, "visit", index),
    onConversions: true,
    keptInCart: true,
  });
}

/** What an action is said to be. */
export function actionCustomDimension(index: number): Dimension {
  return dimension({ ...declared("action", index), fill: ({ hit }) => saidBy(hit, "action", index) ?? null });
}

/** A segment names it by its id within the site, `dimension3`; which scope and index that is, the site says. */
function declared(scope: Scope, index: number): Dimension {
  return {
    id: `${scope}CustomDimension${index}`,
    name: `Custom dimension ${index} of the ${scope}`,
    column: customDimensionColumn(scope, index),
    segmentValue: escapeHtml,
  };
}

function saidBy({ site, customDimensions }: Hit, scope: Scope, index: number): string | undefined {
  const configured = site.customDimensions.find((one) => one.scope === scope && one.index === index && one.active);
  return configured && customDimensions.get(configured.id);
}

const indexes = Array.from({ length: slotsPerScope }, (_, at) => at + 1);

export const dimensions: readonly Dimension[] = [...indexes.map(visitCustomDimension), ...indexes.map(actionCustomDimension)];
