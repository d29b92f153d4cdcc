import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** Languages, and which of them users have chosen. */
export const languagesManager = module({ name: "LanguagesManager", methods });
