import type { Hit } from "../../catalog/hit.ts";
import { isUnknownAction } from "../action.ts";
import { namesUnknownGoal } from "../conversion-request.ts";
import { isForeignUrl } from "../page-url.ts";
import type { ReferrerLists } from "../referrer.ts";
import { isReferrerSpam } from "../referrer.ts";
import { isExcludedUserAgent } from "./drop-excluded-user-agent.ts";

/** A reason for which an understood hit is not counted. */
export interface DropStep {
  readonly reason: string;
  readonly drops: (hit: Hit) => boolean;
}

/** The reasons, asked in this order; the first that holds is the one that is counted. */
export function dropSteps(lists: ReferrerLists): readonly DropStep[] {
  return [
    { reason: "bot", drops: (hit) => hit.device.isBot && !hit.params.flag("bots") },
    { reason: "excluded-user-agent", drops: (hit) => isExcludedUserAgent(hit.userAgent, hit.site.excludedUserAgents) },
    { reason: "referrer-spam", drops: (hit) => isReferrerSpam(hit.params.text("urlref"), lists) },
    { reason: "foreign-url", drops: (hit) => hit.site.excludeUnknownUrls && isForeignUrl(hit.site, hit.params.text("url")) },
    { reason: "unknown-action", drops: (hit) => isUnknownAction(hit.params, hit.action) },
    { reason: "unknown-goal", drops: (hit) => namesUnknownGoal(hit) },
  ];
}
