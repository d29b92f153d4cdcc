import { malformedMethod, missingMethod, unknownMethod, unknownModule } from "../base/errors.ts";
import type { Method } from "../catalog/method.ts";
import type { Catalog } from "../catalog/module.ts";
import type { Report } from "../catalog/report.ts";

export type Found = { readonly report: Report } | { readonly method: Method };

/** What `Module.action` names, in any case. Throws missingMethod, malformedMethod, unknownModule and unknownMethod. */
export function findCalled(catalog: Catalog, name: string): Found {
  const [moduleName = "", action = "", ...more] = name.trim().split(".");
  if (name.trim() === "") throw missingMethod();
  if (moduleName === "" || action === "" || more.length > 0) throw malformedMethod(name);
  const report = catalog.findReport(name.trim());
  if (report) return { report };
  const method = catalog.findMethod(name.trim());
  if (method) return { method };
  throw catalog.findModule(moduleName) ? unknownMethod(action, moduleName) : unknownModule(moduleName);
}
