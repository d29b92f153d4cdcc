import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** Figures laid over the pages of a website. */
export const overlay = module({ name: "Overlay", methods });
