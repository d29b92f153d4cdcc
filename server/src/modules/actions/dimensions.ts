import type { Dimension } from "../../catalog/dimension.ts";
import { actionDimensions } from "./action-dimensions.ts";
import { conversionDimensions } from "./conversion-dimensions.ts";
import { visitDimensions } from "./visit-dimensions.ts";

export * from "./action-dimensions.ts";
export { actionTypes, nameTypes } from "./action-types.ts";
export { conversionDimensions } from "./conversion-dimensions.ts";
export * from "./visit-dimensions.ts";

export const dimensions: readonly Dimension[] = [...visitDimensions, ...actionDimensions, ...conversionDimensions];
