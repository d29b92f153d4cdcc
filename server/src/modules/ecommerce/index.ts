import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";

/** Orders, carts and the products in them. */
export const ecommerce = module({ name: "Ecommerce", dimensions });
