import { module } from "../../catalog/module.ts";
import { reports } from "./reports.ts";

/** How long, how often and after how long a pause people come. */
export const visitorInterest = module({ name: "VisitorInterest", reports });
