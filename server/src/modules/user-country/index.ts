import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { methods } from "./methods.ts";
import { reports } from "./reports.ts";

/** Countries, regions and cities of visitors. */
export const userCountry = module({ name: "UserCountry", dimensions, reports, methods });
