import { type BrowserPlugin, browserPlugins } from "../../base/browser-plugins.ts";
import { type Dimension, dimension } from "../../catalog/dimension.ts";

/** Whether the browser has the plugin: 1 or 0 in a column of its own. */
function pluginDimension({ name, title, parameter }: BrowserPlugin): Dimension {
  return dimension({
    id: `plugin_${name}`,
    name: `Plugin (${title})`,
    column: { table: "visits", name: `plugin_${name}`, type: "UInt8" },
    fill: ({ hit }) => (hit.params.integer(parameter, 0) === 1 ? 1 : 0),
  });
}

/** A plugin with the dimension that holds it, in the order of the report. */
export const pluginDimensions: readonly { readonly plugin: BrowserPlugin; readonly dimension: Dimension }[] = browserPlugins.map(
  (plugin) => ({
    plugin,
    dimension: pluginDimension(plugin),
  }),
);

export const dimensions: readonly Dimension[] = pluginDimensions.map((each) => each.dimension);
