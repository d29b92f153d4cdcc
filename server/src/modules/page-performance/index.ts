import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";

/** How long pages take to load. */
export const pagePerformance = module({ name: "PagePerformance", dimensions });
