import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

/** What pages report of themselves: category, action, name, value. */
export const events = module({ name: "Events", dimensions, reports });
