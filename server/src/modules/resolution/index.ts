import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

/** Sizes of screens. */
export const resolution = module({ name: "Resolution", dimensions, reports });
