import { localTime } from "../base/dates.ts";
import type { Device, Hit, Referrer, TrackedSite, TrackingPrivacy } from "../catalog/hit.ts";
import { readAction } from "./action.ts";
import { readCustomDimensions } from "./custom-dimensions.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { hitParams } from "./hit-params.ts";
import type { Payload } from "./payload.ts";
import { readPlugins } from "./plugins.ts";
import { type ReferrerLists, readReferrer } from "./referrer.ts";
import { anonymizeReferrer } from "./referrer-privacy.ts";
import type { SiteAddresses } from "./site-addresses.ts";

/** What understanding a hit needs beside the hit. */
export interface UnderstandParts {
  readonly readDevice: (userAgent: string, hints: unknown) => Device;
  readonly referrerLists: ReferrerLists;
  /** Which addresses are the site's own. */
  readonly addressesOf: (site: TrackedSite) => SiteAddresses;
  /** The instance's secret, for what is hashed. */
  readonly secret: string;
}

/** Works out everything that a hit says by itself: no look at the visitor's past, no clock, so a replay understands it the same way. */
export function understand(position: number, payload: Payload, site: TrackedSite, privacy: TrackingPrivacy, parts: UnderstandParts): Hit {
  const params = hitParams(payload.params);
  const device = parts.readDevice(payload.userAgent, payload.hints);
  const { day } = localTime(payload.time, site.timezone);
  const isPing = params.text("ping") === "1";
  const action = isPing ? undefined : readAction(params, site);
  let referrer: Referrer | undefined;
  return {
    position,
    time: payload.time,
    day,
    site,
    privacy,
    params,
    authenticated: payload.authenticated,
    userAgent: payload.userAgent,
    ip: payload.ip,
    device,
    location: payload.location,
    language: payload.languages,
    get referrer(): Referrer {
      referrer ??= anonymizeReferrer(readReferrer(params, site, parts.referrerLists, parts.addressesOf(site)), privacy);
      return referrer;
    },
    visitorId: payload.visitorId,
    visitorIdForced: payload.visitorIdForced,
    fingerprint: fingerprintOf({
      device,
      plugins: readPlugins(params),
      ip: payload.ipKey,
      languages: payload.languages,
      secret: parts.secret,
      site: site.id,
      day,
    }),
    userId: payload.userId,
    isPing,
    action,
    customDimensions: readCustomDimensions(params, site, action),
  };
}
