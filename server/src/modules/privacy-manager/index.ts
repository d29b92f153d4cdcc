import { module } from "../../catalog/module.ts";
import { jobs } from "./jobs.ts";
import { methods } from "./methods.ts";

/** Privacy: what is stored of a visitor, and for how long. */
export const privacyManager = module({ name: "PrivacyManager", methods, jobs });
