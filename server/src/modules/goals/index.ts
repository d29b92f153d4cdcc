import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { methods } from "./methods.ts";

/** Goals: what visitors should do. */
export const goals = module({ name: "Goals", dimensions, methods });
