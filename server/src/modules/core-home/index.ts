import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";

/** What is known of every visit: who, how often, how long. */
export const coreHome = module({ name: "CoreHome", dimensions });
