import { hostOf, pathOf } from "./url.ts";

/**
 * Whether a pattern means an address: `example.org` that host alone, `*.example.org` and `.example.org` those below it too, and with a
 * path (`example.org/shop`, `example.org/sh*`) only what is there.
 */
export function covers(pattern: string, url: string): boolean {
  return coversHost(pattern, hostOf(url)) && coversPath(pathPattern(pattern), pathOf(url));
}

/** The same for a host, whatever the path. */
export function coversHost(pattern: string, host: string): boolean {
  const wanted = withoutProtocol(pattern)
    .replace(/^\*\./, ".")
    .replace(/[/:].*$/, "")
    .replace(/\.$/, "")
    .toLowerCase();
  return wanted !== "" && (wanted === host || (wanted.startsWith(".") && `.${host}`.endsWith(wanted)));
}

/** The hosts of a website: those named, and the page's own unless they name it or say which part of a host is the website. */
export function siteHosts(named: readonly string[], own: string): readonly string[] {
  const isThere = named.some((pattern) => coversHost(pattern, own) || !["", "/", "/*"].includes(pathPattern(pattern)));
  return isThere ? named : [...named, own];
}

function coversPath(pattern: string, path: string): boolean {
  if (/[^/]\*$/.test(pattern)) return path.startsWith(pattern.slice(0, -1));
  const folder = pattern.replace(/\/?\*?$/, "");
  return path === folder || path.startsWith(`${folder}/`);
}

function pathPattern(pattern: string): string {
  return /\/.*$/.exec(withoutProtocol(pattern))?.[0] ?? "";
}

function withoutProtocol(pattern: string): string {
  return pattern.replace(/^[a-z]+:\/\//i, "");
}
