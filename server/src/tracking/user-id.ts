import { createHmac } from "node:crypto";
import type { TrackingPrivacy } from "../catalog/hit.ts";

const longest = 200;

/** The user id as it may be stored: cut to 200 characters, or a keyed hash of it where the settings ask for pseudonyms. */
export function protectUserId(userId: string, privacy: TrackingPrivacy, secret: string): string {
  if (userId === "") return "";
  return privacy.anonymizeUserId
    ? createHmac("sha256", secret).update(userId).digest("hex").slice(0, 40)
    : [...userId].slice(0, longest).join("");
}
