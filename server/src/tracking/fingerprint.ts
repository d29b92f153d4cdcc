import { createHmac } from "node:crypto";
import { browserPlugins, cookiePlugin } from "../base/browser-plugins.ts";
import type { Day } from "../base/dates.ts";
import type { Device } from "../catalog/hit.ts";
import type { Plugins } from "./plugins.ts";

export interface FingerprintParts {
  readonly device: Device;
  readonly plugins: Plugins;
  /** The address, or what stands for it: whole or masked as the privacy settings say. */
  readonly ip: string;
  readonly languages: string;
  /** The instance's secret: no other instance can make the same fingerprint. */
  readonly secret: string;
  readonly site: number;
  /** The site's local day: a fingerprint lasts no longer, and tells nothing about another site's visitors. */
  readonly day: Day;
}

const longestLanguages = 20;

/** 16 hexadecimal digits by which a visitor without an id is recognised within a day on a site. */
export function fingerprintOf({ device, plugins, ip, languages, secret, site, day }: FingerprintParts): string {
  const isBrowser = device.clientType === "browser";
  const parts = [
    device.system,
    isBrowser ? device.browser : "",
    isBrowser ? device.browserVersion : "",
    browserPlugins.filter((plugin) => plugins[plugin.name] && !isUnsteady(plugin.name, device)).map(({ name }) => name),
    ip,
    languages.slice(0, longestLanguages),
    site,
    day,
  ];
  return createHmac("sha256", secret).update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

/** NOTE matomo: whether Internet Explorer keeps cookies changes within a visit, so it does not count there. */
function isUnsteady(plugin: string, device: Device): boolean {
  return plugin === cookiePlugin.name && device.browser === "IE";
}
