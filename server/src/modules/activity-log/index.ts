import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** Who changed what, when and from where. */
export const activityLog = module({ name: "ActivityLog", methods });
