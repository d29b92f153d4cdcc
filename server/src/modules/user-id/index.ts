import { module } from "../../catalog/module.ts";
import { reports } from "./reports.ts";

/** People whom the website knows. */
export const userId = module({ name: "UserId", reports });
