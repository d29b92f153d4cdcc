import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { methods } from "./methods.ts";
import { reports } from "./reports.ts";

/** Goals: what visitors should do. */
export const goals = module({ name: "Goals", dimensions, reports, methods });
