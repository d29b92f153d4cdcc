import { readFileSync } from "node:fs";
import type { Catalog } from "../catalog/module.ts";

/** A method at its path below `matomo/v1/`, with the verb that changes or reads things there. */
export interface RestRoute {
  readonly verb: string;
  readonly path: string;
  readonly method: string;
}

const verbs: readonly (readonly [prefix: string, verb: string, stays?: "stays"])[] = [
  ["get", "GET"],
  ["edit", "PUT"],
  ["update", "PUT"],
  ["create", "POST"],
  ["add", "POST"],
  ["anonymize", "POST", "stays"],
  ["invalidate", "POST", "stays"],
  ["run", "POST", "stays"],
  ["send", "POST", "stays"],
  ["publish", "POST", "stays"],
  ["delete", "DELETE"],
  ["remove", "DELETE"],
];

/** Which methods Matomo for WordPress offers, by module. */
const offered = JSON.parse(readFileSync(new URL("../../data/wordpress-routes.json", import.meta.url), "utf8")) as Readonly<
  Record<string, readonly string[] | "all">
>;

/** The routes of Matomo for WordPress, for those of its methods that there are here. */
export function restRoutes(catalog: Catalog): readonly RestRoute[] {
  const known = [...catalog.reports, ...catalog.methods].map(({ method }) => method);
  return known.flatMap((method) => {
    const [module = "", action = ""] = method.split(".");
    const actions = offered[module];
    return actions === "all" || actions?.includes(action) ? [restRoute(module, action)] : [];
  });
}

/** The verb follows from how the action begins; what told it leaves the path, unless it must stay or nothing would be left. */
export function restRoute(module: string, action: string): RestRoute {
  const [prefix = "", verb = "GET", stays] = verbs.find(([start]) => action.startsWith(start)) ?? [];
  const rest = stays || action.length === prefix.length ? action : action.slice(prefix.length);
  return { verb, path: `${snakeCase(module)}/${snakeCase(rest)}`, method: `${module}.${action}` };
}

/**
 * The method at that path: the one of that verb, or of any where the verb is POST, which every route takes. Undefined where there is
 * none.
 */
export function findRestMethod(routes: readonly RestRoute[], verb: string, path: string): string | undefined {
  const wanted = path.toLowerCase().replace(/^\/+|\/+$/g, "");
  const there = routes.filter((route) => route.path === wanted);
  const asked = verb === "HEAD" ? "GET" : verb;
  return (there.find((route) => route.verb === asked) ?? (asked === "POST" ? there[0] : undefined))?.method;
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}
