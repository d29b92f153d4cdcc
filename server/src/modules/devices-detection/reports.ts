import { byValue, type Report, report } from "../../catalog/report.ts";
import { visitMetrics, visitRatios } from "../../reporting/visit-metrics.ts";
import { deviceType } from "./dimensions.ts";

export const getType = report({
  method: "DevicesDetection.getType",
  name: "Device type",
  docs: "The kinds of device that visitors used. Kinds that nobody used are listed too.",
  place: ["Visitors", "Devices", 0],
  rows: byValue(deviceType, { listAllValues: true }),
  metrics: visitMetrics,
  processed: visitRatios,
  goals: true,
});

export const reports: readonly Report[] = [getType];
