import { plainDomain } from "./cookies.ts";
import type { Core, Methods } from "./core.ts";
import { warn } from "./warn.ts";

/** How cookies are named, where they hold and for how long. What the browser would not keep is refused with a word on the console. */
export function cookieMethods({ settings, cookies }: Core): Methods {
  return {
    setCookieNamePrefix: (prefix: string) => {
      settings.cookiePrefix = prefix;
    },
    setCookieDomain: (domain: string) => {
      const plain = plainDomain(domain);
      if (cookies.takes(plain)) settings.cookieDomain = plain;
      else warn(`cookies cannot be kept for ${domain} on this page`);
    },
    getCookieDomain: () => settings.cookieDomain,
    setCookiePath: (path: string) => {
      settings.cookiePath = path;
    },
    getCookiePath: () => settings.cookiePath,
    setSecureCookie: (secure: boolean) => {
      if (secure && !isSecure()) warn("a page without TLS keeps no secure cookies");
      else settings.cookieSecure = secure;
    },
    setCookieSameSite: (sameSite: string) => {
      const mark = sameSite.charAt(0).toUpperCase() + sameSite.slice(1).toLowerCase();
      if (["Lax", "Strict"].includes(mark) || (mark === "None" && isSecure())) settings.cookieSameSite = mark;
      else warn(`cookies cannot be SameSite=${sameSite} on this page`);
    },
    setVisitorCookieTimeout: (seconds: number) => {
      settings.visitorSeconds = seconds;
    },
    getConfigVisitorCookieTimeout: () => settings.visitorSeconds * 1000,
    setSessionCookieTimeout: (seconds: number) => {
      settings.sessionSeconds = seconds;
    },
    getSessionCookieTimeout: () => settings.sessionSeconds * 1000,
    setReferralCookieTimeout: (seconds: number) => {
      settings.referralSeconds = seconds;
    },
  };
}

function isSecure(): boolean {
  return location.protocol === "https:";
}
