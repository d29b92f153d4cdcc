import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** What people put together to look at. */
export const dashboard = module({ name: "Dashboard", methods });
