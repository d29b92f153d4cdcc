import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";

/** Where visitors come from. */
export const referrers = module({ name: "Referrers", dimensions });
