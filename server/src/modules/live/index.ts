import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** The visits themselves. */
export const live = module({ name: "Live", methods });
