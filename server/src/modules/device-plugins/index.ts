import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

/** What browsers can do beside pages. */
export const devicePlugins = module({ name: "DevicePlugins", dimensions, reports });
