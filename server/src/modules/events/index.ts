import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";

/** What pages report of themselves: category, action, name, value. */
export const events = module({ name: "Events", dimensions });
