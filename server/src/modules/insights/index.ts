import { type Module, module } from "../../catalog/module.ts";
import { insightMethods } from "./methods.ts";

/** What changed most in reports; `others` are the modules that have them. */
export function insights(others: readonly Module[]): Module {
  return module({ name: "Insights", methods: insightMethods(others.flatMap(({ reports = [] }) => reports)) });
}
