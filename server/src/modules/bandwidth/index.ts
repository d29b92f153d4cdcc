import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";

/** Bytes that pages and downloads cost. */
export const bandwidth = module({ name: "Bandwidth", dimensions });
