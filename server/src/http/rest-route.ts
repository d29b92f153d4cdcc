/**
 * The address under which a route of Matomo for WordPress is known here: `?rest_route=` in its long form, and `hit` as what it does:
 * track, or without parameters give the script. Other addresses stay as they are.
 */
export function knownAddress(httpMethod: string, url: string): string {
  const [path = "", query = ""] = splitOnce(url, "?");
  const pairs = query.split("&").filter((pair) => pair !== "");
  const named = pairs.find((pair) => /^rest_route=/i.test(pair));
  const route = /^\/+(index\.php)?$/.test(path) && named ? decoded(named.slice("rest_route=".length)) : path.replace(/^\/wp-json/, "");
  if (!/^\/matomo\/v1\/[a-z0-9_/]+$/i.test(route) || (route === path && !named)) return url;
  const rest = pairs.filter((pair) => pair !== named);
  if (/^\/matomo\/v1\/hit\/?$/i.test(route)) return hitAddress(httpMethod, rest);
  return `/wp-json${route}?${rest.join("&")}`;
}

function hitAddress(httpMethod: string, pairs: readonly string[]): string {
  const asksScript = httpMethod !== "POST" && pairs.length === 0;
  return asksScript ? "/matomo.js" : `/matomo.php?${pairs.join("&")}`;
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
