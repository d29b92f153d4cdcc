import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** Countries, regions and cities of visitors. */
export const userCountry = module({ name: "UserCountry", methods });
