import type { Core, Methods } from "./core.ts";

const thirtyYears = 30 * 365 * 24 * 60 * 60;

/** How long something is remembered: the hours that are given, else as good as for ever. */
function secondsOf(hours: unknown): number {
  return Number(hours) > 0 ? Number(hours) * 3600 : thirtyYears;
}

/** Consent to being counted, consent to cookies, and opting out. */
export function consentMethods(core: Core): Methods {
  const { cookies, settings, consent, visitor } = core;

  const remembered = (): string | null => {
    if (cookies.getSaid("mtm_consent_removed") === undefined) return cookies.getSaid("mtm_consent") ?? null;
    cookies.unsay("mtm_consent");
    return null;
  };
  const disableCookies = (): void => {
    settings.cookiesOff = true;
    cookies.removeAll();
    visitor.forget();
  };
  const allowCookies = (): void => {
    if (!settings.cookiesOff || settings.doNotTrack) return;
    settings.cookiesOff = false;
    settings.detectDevice = true;
    // What this page sent had no id: the server learns it now.
    if (core.lastHit() > 0 && consent.isGiven()) core.track({ ping: 1 }, { hook: "ping" });
  };
  const requireConsent = (): void => {
    consent.require();
    consent.set(remembered() !== null);
    // Cookies are not removed yet: consent may be given in a moment.
    if (!consent.isGiven()) settings.cookiesOff = true;
  };
  const give = (withCookies: boolean): void => {
    const hasWaited = !consent.isGiven();
    cookies.unsay("mtm_consent_removed");
    settings.detectDevice = true;
    // What waited for consent carries the id, so no hit of its own has to bring it.
    if (withCookies && hasWaited && !settings.doNotTrack) settings.cookiesOff = false;
    else if (withCookies) allowCookies();
    consent.set(true);
    core.release();
  };
  const forget = (hours?: unknown): void => {
    cookies.unsay("mtm_consent");
    cookies.say("mtm_consent_removed", secondsOf(hours));
    cookies.unsay("mtm_cookie_consent");
    disableCookies();
    requireConsent();
  };
  core.onLeave(() => {
    if (consent.isRequired() && !consent.isGiven()) cookies.removeAll();
  });
  core.onPageView(() => {
    // Only what belongs to the page that is open waits for consent.
    if (!consent.isGiven()) core.dropWaiting();
  });

  return {
    requireConsent,
    setConsentGiven: (withCookies?: boolean) => give(withCookies !== false),
    rememberConsentGiven: (hours?: unknown) => {
      give(true);
      cookies.say("mtm_consent", secondsOf(hours));
    },
    forgetConsentGiven: forget,
    getRememberedConsent: remembered,
    hasRememberedConsent: () => remembered() !== null,
    isConsentRequired: () => consent.isRequired(),
    hasConsent: () => consent.isGiven(),
    optUserOut: forget,
    forgetUserOptOut: () => give(false),
    isUserOptedOut: () => !consent.isGiven(),
    disableCookies,
    deleteCookies: () => cookies.removeAll(),
    areCookiesEnabled: () => cookies.allowed(),
    requireCookieConsent: () => {
      if (cookies.getSaid("mtm_cookie_consent") !== undefined) return false;
      disableCookies();
      return true;
    },
    setCookieConsentGiven: allowCookies,
    rememberCookieConsentGiven: (hours?: unknown) => {
      allowCookies();
      cookies.say("mtm_cookie_consent", secondsOf(hours));
    },
    forgetCookieConsentGiven: () => {
      cookies.unsay("mtm_cookie_consent");
      disableCookies();
    },
    getRememberedCookieConsent: () => cookies.getSaid("mtm_cookie_consent"),
  };
}
