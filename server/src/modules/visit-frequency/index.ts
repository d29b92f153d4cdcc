import { module } from "../../catalog/module.ts";
import { reports } from "./reports.ts";

export const visitFrequency = module({ name: "VisitFrequency", reports });
