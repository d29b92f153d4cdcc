import { module } from "../../catalog/module.ts";
import { dimensions } from "./dimensions.ts";

/** What campaigns say of themselves beyond name and keyword. */
export const marketingCampaignsReporting = module({ name: "MarketingCampaignsReporting", dimensions });
