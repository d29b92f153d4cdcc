import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

/** Languages of browsers. */
export const userLanguage = module({ name: "UserLanguage", dimensions, reports });
