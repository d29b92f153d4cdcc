/** The parts of an address as they were written; empty where there is none. The fragment has no `#`, the query no `?`. */
export interface UrlParts {
  readonly scheme: string;
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** Whether it may be an address: `scheme://` or `//` and something behind, but nothing that a browser would run. */
export function looksLikeUrl(text: string): boolean {
  const parts = /^([a-z][a-z0-9+.-]*:)?\/\/[^\n]/i.exec(text);
  return parts !== null && !/^(?:javascript|vbscript|data):$/i.test(parts[1] ?? "");
}

/**
 * Takes an address apart, of a whole page or relative to one; nothing is decoded or resolved. Undefined where it names no host or an
 * impossible port.
 */
export function splitUrl(text: string): UrlParts | undefined {
  const [, scheme = "", authority, path = "", query = "", fragment = ""] =
    /^(?:(?:([a-z0-9+.-]+):)?\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(text.replace(controlCharacters, "_"))!;
  const rest = { scheme, path, query, fragment };
  if (authority === undefined) return { user: "", password: "", host: "", port: "", ...rest };
  const place = splitAuthority(authority, scheme);
  return place && { ...place, ...rest };
}

const controlCharacters = /[\x00-\x1f\x7f]/g;

function splitAuthority(authority: string, scheme: string): Pick<UrlParts, "user" | "password" | "host" | "port"> | undefined {
  const at = authority.lastIndexOf("@");
  const [, user = "", password = ""] = /^([^:]*):?(.*)$/s.exec(authority.slice(0, Math.max(at, 0)))!;
  const [, host = "", port = ""] = /^(\[.*\]|.*?)(?::([^:\]]*))?$/s.exec(authority.slice(at + 1))!;
  const number = Number.parseInt(port, 10);
  if (port !== "" && !(port.length <= 5 && number >= 0 && number <= 65535)) return undefined;
  if (host === "" && scheme.toLowerCase() !== "file") return undefined;
  return { user, password, host, port: number > 0 ? String(number) : "" };
}

/** Puts an address together again. */
export function joinUrl({ scheme, user, password, host, port, path, query, fragment }: UrlParts): string {
  const start = [
    scheme && `${scheme}://`,
    user && `${escapeUser(user)}${password && `:${escapeUser(password)}`}@`,
    host,
    port && `:${port}`,
  ].join("");
  const separator = start !== "" && path !== "" && !path.startsWith("/") ? "/" : "";
  return `${start}${separator}${path}${query && `?${query}`}${fragment && `#${fragment}`}`;
}

/** In names of users these characters would end the name. */
function escapeUser(text: string): string {
  return text.replace(/[:@/\\]/g, encodeURIComponent);
}
