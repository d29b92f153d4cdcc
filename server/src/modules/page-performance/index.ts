import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

/** How long pages take to load. */
export const pagePerformance = module({ name: "PagePerformance", dimensions, reports });
