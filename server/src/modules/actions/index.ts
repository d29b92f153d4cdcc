import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

/** Pages, downloads, outlinks and searches: what visitors do. */
export const actions = module({ name: "Actions", dimensions, reports });
