import { buckets } from "../../catalog/buckets.ts";
import { type Report, report } from "../../catalog/report.ts";
import { name, sql } from "../../db/sql.ts";
import { keysWhere } from "../../reporting/bucket-keys.ts";
import { visitShare, visits } from "../../reporting/visit-metrics.ts";
import { pluginDimensions } from "./dimensions.ts";
import { pluginLabel, pluginLogo } from "./labels.ts";

const list = pluginDimensions.map(({ plugin }) => ({
  key: plugin.name,
  label: () => pluginLabel(plugin.name),
  metadata: { logo: pluginLogo(plugin.name) },
}));

const hasPlugin = Object.fromEntries(
  pluginDimensions.map(({ plugin, dimension }) => [plugin.name, sql`${name(dimension.column!.name)} = 1`]),
);

export const getPlugin = report({
  method: "DevicePlugins.getPlugin",
  name: "Browser Plugins",
  docs: "What visitors' browsers can show beside pages. A browser may have several plugins, so the shares do not add up to 100 %.",
  place: ["Visitors", "Software", 13],
  listing: { dimension: "Plugin", metrics: ["nb_visits"], processed: ["nb_visits_percentage"], constantRows: true },
  rows: buckets(list, {
    keyOf: () => keysWhere(hasPlugin),
    ranked: true,
    // Old Internet Explorers do not tell which plugins they have.
    whole: sql`countIf(NOT (browser = 'IE' AND browser_version IN ('6.0', '7.0', '8.0', '9.0', '10.0')))`,
  }),
  metrics: [visits],
  processed: [visitShare],
});

export const reports: readonly Report[] = [getPlugin];
