/** The host of an address without its port, in lower case; empty where there is none. */
export function hostOf(url: string): string {
  return /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(url)?.[1]?.toLowerCase() ?? "";
}

/** The path of an address, without query and fragment; at least `/`. */
export function pathOf(url: string): string {
  return /^[a-z][a-z\d+.-]*:\/\/[^/?#]*(\/[^?#]*)/i.exec(url)?.[1] ?? "/";
}

/** The value of a parameter in the query or in the fragment; undefined where it is absent. */
export function paramOf(url: string, name: string): string | undefined {
  const value = new RegExp(`[?&#]${escaped(name)}=([^&#]*)`).exec(url)?.[1];
  return value === undefined ? undefined : decode(value.replace(/\+/g, " "));
}

/** The first of these parameters that has a value; empty where none has. */
export function firstParam(url: string, names: readonly string[]): string {
  return names.map((name) => paramOf(url, name)).find((value) => value) ?? "";
}

/** Takes parameters out of the query and the fragment. */
export function withoutParams(url: string, names: readonly string[]): string {
  const [, base = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(#[\s\S]*)?$/.exec(url) ?? [];
  const kept = (part: string): string => {
    const pairs = part.slice(1).split("&");
    const rest = pairs.filter((pair) => !names.includes(pair.split("=")[0]!));
    if (rest.length === pairs.length) return part;
    return rest.length === 0 ? "" : part[0] + rest.join("&");
  };
  return base + kept(query) + kept(fragment);
}

/** Adds a parameter to the query, before the fragment. */
export function withParam(url: string, pair: string): string {
  const [base = "", ...fragment] = url.split("#");
  const mark = !base.includes("?") ? "?" : /[?&]$/.test(base) ? "" : "&";
  return [base + mark + pair, ...fragment].join("#");
}

/** The whole address that a link or a relative address means on this page. */
export function absolute(url: string): string {
  try {
    return new URL(url, document.baseURI).href;
  } catch {
    return url;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
