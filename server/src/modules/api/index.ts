import { type Module, module } from "../../catalog/module.ts";
import { methodsFor } from "./methods.ts";

/** What the server tells about itself; `others` are all other modules. */
export function api(others: readonly Module[]): Module {
  const name = "API";
  return module({ name, methods: methodsFor([name, ...others.map((other) => other.name)]) });
}
