import type { Cookies } from "./cookies.ts";

/** What a visitor allows. */
export interface Consent {
  isRequired(): boolean;
  /** Whether anything may be sent now. */
  isGiven(): boolean;
  require(): void;
  set(isGiven: boolean): void;
}

/** Nothing is asked at first; who has opted out before stays out. */
export function createConsent(cookies: Cookies): Consent {
  let isRequired = false;
  let isGiven = cookies.getSaid("mtm_consent_removed") === undefined;
  return {
    isRequired: () => isRequired,
    isGiven: () => isGiven,
    require: () => {
      isRequired = true;
    },
    set: (given) => {
      isGiven = given;
    },
  };
}
