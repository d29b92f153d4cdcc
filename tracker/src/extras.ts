import type { Core, Methods } from "./core.ts";
import type { Pairs } from "./query.ts";

type Scope = "visit" | "page" | "event";
const scopeParams = { visit: "_cvar", page: "cvar", event: "e_cvar" } as const;

/** What a page adds to its hits: custom dimensions, custom variables and data of any kind. */
export function extraMethods(core: Core): Methods {
  const dimensions: Record<string, string> = {};
  const variables: Record<Scope, Record<string, readonly [string, string]>> = { visit: {}, page: {}, event: {} };
  let data: unknown;

  core.addParams(() => Object.fromEntries(Object.entries(dimensions).map(([id, value]) => [`dimension${id}`, value])));
  core.addParams(() => variableParams(variables));
  core.addParams(() => ({ data: data && JSON.stringify(data) }));

  const scopeOf = (scope: unknown) => variables[scope === "page" || scope === 3 ? "page" : scope === "event" ? "event" : "visit"];
  return {
    setCustomDimension: (id: unknown, value: unknown) => {
      dimensions[String(Number(id))] = String(value ?? "");
    },
    getCustomDimension: (id: unknown) => dimensions[String(Number(id))],
    deleteCustomDimension: (id: unknown) => delete dimensions[String(Number(id))],

    setCustomVariable: (index: unknown, name: unknown, value: unknown, scope?: unknown) => {
      scopeOf(scope)[String(index)] = [String(name ?? ""), String(value ?? "")];
    },
    getCustomVariable: (index: unknown, scope?: unknown) => scopeOf(scope)[String(index)] ?? false,
    deleteCustomVariable: (index: unknown, scope?: unknown) => delete scopeOf(scope)[String(index)],
    deleteCustomVariables: (scope?: unknown) => {
      for (const index of Object.keys(scopeOf(scope))) delete scopeOf(scope)[index];
    },

    setCustomData: (given: unknown, value?: unknown) => {
      data = typeof given === "object" ? given : { ...(data as object | undefined), [String(given)]: value };
    },
    getCustomData: () => data,
  };
}

function variableParams(variables: Readonly<Record<Scope, object>>): Pairs {
  const scopes = Object.entries(scopeParams) as [Scope, string][];
  return Object.fromEntries(
    scopes.map(([scope, param]) => [param, Object.keys(variables[scope]).length > 0 ? JSON.stringify(variables[scope]) : undefined]),
  );
}
