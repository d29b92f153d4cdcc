import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

/** Where visitors come from. */
export const referrers = module({ name: "Referrers", dimensions, reports });
