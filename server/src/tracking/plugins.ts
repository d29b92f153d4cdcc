import { browserPlugins } from "../base/browser-plugins.ts";
import type { HitParams } from "../catalog/hit.ts";

/** Which plugins the browser says it has, by name. */
export type Plugins = Readonly<Record<string, boolean>>;

export function readPlugins(params: HitParams): Plugins {
  return Object.fromEntries(browserPlugins.map(({ name, parameter }) => [name, params.integer(parameter, 0) === 1]));
}
