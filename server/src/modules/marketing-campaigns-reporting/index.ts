import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

/** What campaigns say of themselves beyond name and keyword. */
export const marketingCampaignsReporting = module({ name: "MarketingCampaignsReporting", dimensions, reports });
