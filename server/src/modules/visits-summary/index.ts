import { module } from "../../catalog/module.ts";
import { reports } from "./reports.ts";

export const visitsSummary = module({ name: "VisitsSummary", reports });
