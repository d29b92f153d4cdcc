import { readFileSync } from "node:fs";
import { ipMatcher } from "../base/ip-ranges.ts";
import type { HitParams, TrackingPrivacy } from "../catalog/hit.ts";
import type { Origin } from "./origin.ts";

/** Why a request that is in order is not counted. */
export type Unwanted = "no-rec" | "prefetch" | "do-not-track" | "opted-out" | "excluded-ip" | "bot-ip" | "older-than-kept";

/** Cookies by which a browser says that it is not to be counted. */
const optOutCookies = ["matomo_ignore", "piwik_ignore"] as const;

/** Networks from which the big search engines' robots read pages. */
const isBotIp = ipMatcher(JSON.parse(readFileSync(new URL("../../data/bot-networks.json", import.meta.url), "utf8")));

/** What the request itself, or its browser, says against being counted. */
export function wishNotToCount(params: HitParams, origin: Origin, privacy: TrackingPrivacy): Unwanted | undefined {
  if (!params.flag("rec")) return "no-rec";
  if (origin.prefetch) return "prefetch";
  if (privacy.obeyDoNotTrack && origin.doNotTrack) return "do-not-track";
  return optOutCookies.some((name) => origin.cookies[name] !== undefined) ? "opted-out" : undefined;
}

/** What the address that it comes from says against it. */
export function placeNotToCount(params: HitParams, ip: string, isExcluded: boolean): Unwanted | undefined {
  if (isExcluded) return "excluded-ip";
  return !params.flag("bots") && isBotIp(ip) ? "bot-ip" : undefined;
}
