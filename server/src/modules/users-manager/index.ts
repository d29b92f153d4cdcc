import { module } from "../../catalog/module.ts";
import { methods } from "./methods.ts";

/** Users, their access and their tokens. */
export const usersManager = module({ name: "UsersManager", methods });
