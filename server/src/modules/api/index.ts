import { type Module, module } from "../../catalog/module.ts";
import { methodsFor } from "./methods.ts";
import { overviewOf } from "./overview.ts";
import { segmentMethods } from "./segment-methods.ts";

/** What the server tells about itself; `others` are all other modules. */
export function api(others: readonly Module[]): Module {
  const name = "API";
  const methods = methodsFor([name, ...others.map((other) => other.name)]);
  const reports = [overviewOf(others.flatMap((other) => other.reports ?? []))];
  return module({ name, reports, methods: [...methods, ...segmentMethods(others.flatMap(({ dimensions = [] }) => dimensions))] });
}
