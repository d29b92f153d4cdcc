import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";
import { widgets } from "./widgets.ts";

/** The visits themselves. */
export const live = module({ name: "Live", methods, widgets });
