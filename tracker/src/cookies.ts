import { type CookieMarks, readCookie, writeCookie } from "./cookie-jar.ts";
import type { Settings } from "./settings.ts";
import { sha1 } from "./sha1.ts";

/** What a tracker keeps with the visitor: `id` who it is, `ses` that a visit is going on, `ref` where it came from. */
export type Kept = "id" | "ses" | "ref" | "cvar";

/** What a visitor said, for all trackers of a website. */
export type Said = "mtm_consent" | "mtm_consent_removed" | "mtm_cookie_consent";

export interface Cookies {
  /** Whether page and visitor let the tracker keep cookies. */
  readonly allowed: () => boolean;
  get(kind: Kept): string | undefined;
  /** Says whether it was kept. */
  set(kind: Kept, value: string, seconds: number): boolean;
  getSaid(name: Said): string | undefined;
  say(name: Said, seconds: number): void;
  unsay(name: Said): void;
  removeAll(): void;
  /** Whether the browser takes cookies for that domain and path. */
  takes(domain: string): boolean;
}

/** Cookies with the names and under the domain and path that the settings say at that time. */
export function createCookies(settings: Settings): Cookies {
  const marks = (seconds: number): CookieMarks => ({
    seconds,
    path: settings.cookiePath,
    domain: settings.cookieDomain,
    secure: settings.cookieSecure,
    sameSite: settings.cookieSameSite,
  });
  const nameOf = (kind: Kept): string => cookieName(settings, kind, location.hostname);
  const remove = (name: string): void => {
    if (readCookie(name) !== undefined) writeCookie(name, "", marks(-86_400));
  };
  const allowed = (): boolean => !settings.cookiesOff && !readCookie("mtm_consent_removed");
  return {
    allowed,
    get: (kind) => (allowed() ? readCookie(nameOf(kind)) : undefined),
    set: (kind, value, seconds) => allowed() && writeCookie(nameOf(kind), value, marks(seconds)),
    getSaid: (name) => readCookie(name) || undefined,
    say: (name, seconds) => void writeCookie(name, String(Date.now()), marks(seconds)),
    unsay: remove,
    removeAll: () => {
      for (const kind of ["id", "ses", "ref", "cvar"] as const) remove(nameOf(kind));
    },
    takes: (domain) => {
      const taken = writeCookie("_pk_testcookie_domain", "1", { ...marks(60), domain });
      writeCookie("_pk_testcookie_domain", "", { ...marks(-86_400), domain });
      return taken;
    },
  };
}

/**
 * The name of a cookie as every Matomo tracker writes it, so that visitors who came before are known again: with the site's id and four
 * digits that stand for domain and path.
 */
export function cookieName(settings: Pick<Settings, "cookiePrefix" | "siteId" | "cookieDomain" | "cookiePath">, kind: Kept, host: string) {
  const place = (settings.cookieDomain || plainDomain(host)) + (settings.cookiePath || "/");
  return `${settings.cookiePrefix}${kind}.${settings.siteId}.${sha1(place).slice(0, 4)}`;
}

/** A domain as cookies know it: `*.example.org` and `.example.org` are those below it too. */
export function plainDomain(domain: string): string {
  return domain.replace(/\.$/, "").replace(/^\*\./, ".").replace(/\/.*$/, "");
}
