import { type Module, module } from "../../catalog/module.ts";
import { methodsFor } from "./methods.ts";
import { segmentMethods } from "./segment-methods.ts";

/** What the server tells about itself; `others` are all other modules. */
export function api(others: readonly Module[]): Module {
  const name = "API";
  const methods = methodsFor([name, ...others.map((other) => other.name)]);
  return module({ name, methods: [...methods, ...segmentMethods(others.flatMap(({ dimensions = [] }) => dimensions))] });
}
