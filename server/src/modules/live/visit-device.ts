import { iconPath } from "../../base/icons.ts";
import { languageName } from "../../base/languages.ts";
import { versionedName } from "../../base/versioned-name.ts";
import type { Dimension } from "../../catalog/dimension.ts";
import type { Cells } from "../../catalog/table.ts";
import { pluginDimensions } from "../device-plugins/dimensions.ts";
import { browser, browserEngine, deviceBrand, deviceModel, deviceType, operatingSystem } from "../devices-detection/dimensions.ts";
import type { VisitRow } from "./rows.ts";

/** The device, its system and its browser. */
export function deviceFields(visit: VisitRow): Cells {
  const system = labelOf(operatingSystem, visit.os);
  const browserName = labelOf(browser, visit.browser);
  return {
    languageCode: visit.language,
    language: languageName(visit.language),
    deviceType: labelOf(deviceType, visit.device_type),
    deviceTypeIcon: logoOf(deviceType, visit.device_type),
    deviceBrand: labelOf(deviceBrand, visit.device_brand),
    deviceModel: labelOf(deviceModel, visit.device_model),
    operatingSystem: versionedName(system, visit.os_version),
    operatingSystemName: system,
    operatingSystemIcon: logoOf(operatingSystem, visit.os),
    operatingSystemCode: visit.os,
    operatingSystemVersion: visit.os_version,
    browserFamily: visit.browser_engine,
    browserFamilyDescription: labelOf(browserEngine, visit.browser_engine),
    browser: versionedName(browserName, visit.browser_version),
    browserName,
    browserIcon: logoOf(browser, visit.browser),
    browserCode: visit.browser,
    browserVersion: visit.browser_version,
    resolution: visit.resolution,
  };
}

/** The plugins that the browser has. */
export function pluginFields(visit: VisitRow): Cells {
  const names = pluginDimensions.filter(({ dimension }) => visit[dimension.column?.name ?? ""] === 1).map(({ plugin }) => plugin.name);
  return {
    plugins: names.join(", "),
    pluginsIcons: names.length > 0 ? names.map((name) => ({ pluginIcon: iconPath("plugins", name), pluginName: name })) : null,
  };
}

function labelOf({ label }: Dimension, stored: string): string {
  return label?.(stored) ?? stored;
}

function logoOf({ logo }: Dimension, stored: string): string | null {
  return logo?.(stored) ?? null;
}
