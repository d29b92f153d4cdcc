import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

/** Hours and days on which visits happen. */
export const visitTime = module({ name: "VisitTime", dimensions, reports });
