import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** Reports as pictures. */
export const imageGraph = module({ name: "ImageGraph", methods });
