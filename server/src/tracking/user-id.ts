import type { TrackingPrivacy } from "../catalog/hit.ts";

const longest = 200;

/** The user id as it may be stored: cut to 200 characters, or a keyed hash of it where the settings ask for pseudonyms. */
export function protectUserId(userId: string, privacy: TrackingPrivacy, keyOf: (text: string) => string): string {
  if (userId === "") return "";
  return privacy.anonymizeUserId ? keyOf(userId).slice(0, 40) : [...userId].slice(0, longest).join("");
}
