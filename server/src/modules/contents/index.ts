import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

/** Contents that are shown, and those that are used. */
export const contents = module({ name: "Contents", dimensions, reports });
