import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** Sites: adding, changing, listing them, and the settings that hold for all of them. */
export const sitesManager = module({ name: "SitesManager", methods });
