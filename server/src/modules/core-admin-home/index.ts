import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** The administrator's view of tracking: which requests were refused, and why; the code with which visitors opt out; and what is done by the clock. */
export const coreAdminHome = module({ name: "CoreAdminHome", methods });
