import { createHash } from "node:crypto";
import { invalidHit } from "../base/errors.ts";
import type { HitParams, TrackingPrivacy } from "../catalog/hit.ts";

export interface VisitorIdentity {
  /** 16 hexadecimal digits, or empty. */
  readonly visitorId: string;
  /** Whether the caller insists on it (`cid`), so that no other trait may match. */
  readonly visitorIdForced: boolean;
}

const isId = (text: string) => /^[0-9a-f]{16}$/i.test(text);

/**
 * The visitor's id that a request brings: made from the user id where there is one, else `cid`, else the third-party cookie's, else the
 * first-party cookie's `_id`.
 * Throws a UserError where `cid` is no id.
 */
export function visitorIdOf(params: HitParams, privacy: TrackingPrivacy, thirdPartyCookie = ""): VisitorIdentity {
  const forced = params.text("cid");
  const userId = params.text("uid");
  if (userId !== "") return { visitorId: idOfUser(userId), visitorIdForced: forced !== "" };
  if (forced !== "") {
    if (!isId(forced)) throw invalidHit(`The visitor id cid must be 16 hexadecimal digits, not '${forced.slice(0, 40)}'.`);
    return { visitorId: forced.toLowerCase(), visitorIdForced: true };
  }
  const cookie = privacy.cookieless ? "" : cookieOf(params, thirdPartyCookie);
  return { visitorId: isId(cookie) ? cookie.toLowerCase() : "", visitorIdForced: false };
}

/** The id of whoever signed in under that user id, the same on every device. */
export function idOfUser(userId: string): string {
  return createHash("sha1").update(userId).digest("hex").slice(0, 16);
}

/** The id that a cookie keeps, the server's own before the site's; what is no id comes back as it is. */
export function cookieOf(params: HitParams, thirdPartyCookie: string): string {
  return isId(thirdPartyCookie) ? thirdPartyCookie : params.text("_id").slice(0, 16);
}
