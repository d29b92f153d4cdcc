import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** Notes that people write to days. */
export const annotations = module({ name: "Annotations", methods });
