export interface CookieMarks {
  /** Until it is forgotten; with the session where undefined, at once where not above 0. */
  readonly seconds?: number | undefined;
  readonly path: string;
  readonly domain: string;
  readonly secure: boolean;
  readonly sameSite: string;
}

/** The value of a cookie; undefined where it is absent or the page may not read cookies. */
export function readCookie(name: string): string | undefined {
  try {
    return findCookie(document.cookie, name);
  } catch {
    return undefined;
  }
}

/** Finds a cookie in what the browser says of all. */
export function findCookie(all: string, name: string): string | undefined {
  const pair = all.split("; ").find((each) => each.startsWith(`${name}=`));
  if (pair === undefined) return undefined;
  const value = pair.slice(name.length + 1);
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Writes a cookie, and says whether the browser kept it. */
export function writeCookie(name: string, value: string, marks: CookieMarks): boolean {
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: the other way is not there in all browsers, and not at once.
    document.cookie = cookieText(name, value, marks, Date.now());
  } catch {
    return false;
  }
  return readCookie(name) === value;
}

/** What is written to keep a cookie. */
export function cookieText(name: string, value: string, marks: CookieMarks, now: number): string {
  const { seconds, path, domain, secure, sameSite } = marks;
  const expires = seconds === undefined ? "" : `;expires=${new Date(now + seconds * 1000).toUTCString()}`;
  return `${name}=${encodeURIComponent(value)}${expires};path=${path || "/"}${domain && `;domain=${domain}`}${secure ? ";secure" : ""};SameSite=${sameSite}`;
}
