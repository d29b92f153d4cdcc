import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";
import { reports } from "./reports.ts";

/** All websites side by side. */
export const multiSites = module({ name: "MultiSites", reports, methods });
