import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { methods } from "./methods.ts";
import { reports } from "./reports.ts";

/** Custom dimensions: what a site says of its visits and actions in words of its own. */
export const customDimensions = module({ name: "CustomDimensions", dimensions, reports, methods });
