import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";

/** Pages, downloads, outlinks and searches: what visitors do. */
export const actions = module({ name: "Actions", dimensions });
