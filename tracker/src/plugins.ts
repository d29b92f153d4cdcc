/** Functions by the name of the moment at which they are called: `unload`, or the kind of a hit, to whose request they add. */
export type Plugin = Readonly<Record<string, unknown>>;

export interface Plugins {
  add(name: string, plugin: Plugin): void;
  /** Calls what plugins have for that moment, and joins what they return. */
  run(moment: string, given?: unknown): string;
}

export function createPlugins(): Plugins {
  const plugins: Record<string, Plugin> = {};
  return {
    add: (name, plugin) => {
      plugins[name] = plugin;
    },
    run: (moment, given) =>
      Object.values(plugins)
        .map((plugin) => (typeof plugin[moment] === "function" ? String(plugin[moment](given) ?? "") : ""))
        .join("")
        .replace(/^&/, ""),
  };
}
