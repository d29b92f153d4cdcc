import type { Widget } from "../../catalog/widget.ts";

export const widgets: readonly Widget[] = [
  { name: "Visits Log", place: ["Visitors", "Visits Log", 5], module: "Live", action: "getVisitorLog", wide: true },
  { name: "Visits in Real-time", place: ["Visitors", "Real-time", 1], module: "Live", action: "widget", wide: true },
  { name: "Real Time Visitor Count", place: ["Visitors", "Real-time", 2], module: "Live", action: "getSimpleLastVisitCount" },
];
