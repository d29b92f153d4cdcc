import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";
import { reports } from "./reports.ts";

/** What led to a page, and where visitors went from there. */
export const transitions = module({ name: "Transitions", reports, methods });
