import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** Signing in, and what keeps others from it. */
export const login = module({ name: "Login", methods });
