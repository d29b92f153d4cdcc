import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** A second factor at sign-in: the codes of an authenticator app. */
export const twoFactorAuth = module({ name: "TwoFactorAuth", methods });
