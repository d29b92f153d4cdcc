import { type Module, module } from "../../catalog/module.ts";
import { metadataMethods } from "./metadata-methods.ts";
import { methodsFor } from "./methods.ts";
import { overviewOf } from "./overview.ts";
import { getProcessedReport } from "./processed-report.ts";
import { getRowEvolution } from "./row-evolution.ts";
import { segmentMethods } from "./segment-methods.ts";
import { widgetMethods } from "./widget-methods.ts";

/** What the server tells about itself; `others` are all other modules. */
export function api(others: readonly Module[]): Module {
  const name = "API";
  const methods = methodsFor([name, ...others.map((other) => other.name)]);
  const declared = others.flatMap((other) => other.reports ?? []);
  const reports = [overviewOf(declared)];
  const all = [...declared, ...reports];
  const aboutReports = [
    ...metadataMethods(all),
    ...widgetMethods(
      all,
      others.flatMap(({ widgets = [] }) => widgets),
    ),
    getProcessedReport(all),
    getRowEvolution(all),
  ];
  const aboutSegments = segmentMethods(others.flatMap(({ dimensions = [] }) => dimensions));
  return module({ name, reports, methods: [...methods, ...aboutReports, ...aboutSegments] });
}
