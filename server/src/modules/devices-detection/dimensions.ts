import { brandCodes, browserCodes, clientTypes, deviceTypes, systemCodes } from "../../base/device-codes.ts";
import { type Column, dimension } from "../../catalog/dimension.ts";
import {
  brandLabel,
  brandLogo,
  browserLabel,
  browserLogo,
  clientTypeLabel,
  deviceTypeLabel,
  deviceTypeLogo,
  engineLabel,
  modelLabel,
  systemFamilyLabel,
  systemFamilyLogo,
  systemLabel,
  systemLogo,
} from "./labels.ts";

function visitColumn(name: string): Column {
  return { table: "visits", name, type: "LowCardinality(String)" };
}

const unknownCode = "UNK";

export const deviceType = dimension({
  id: "deviceType",
  name: "Device type",
  plural: "Device types",
  column: visitColumn("device_type"),
  fill: ({ hit }) => hit.device.type,
  onConversions: true,
  segment: { name: "deviceType", accepts: deviceTypes.join(", ") },
  values: deviceTypes,
  label: deviceTypeLabel,
  logo: deviceTypeLogo,
});

/** Stored as a code (`SA`), named in segments (`Samsung`). */
export const deviceBrand = dimension({
  id: "deviceBrand",
  name: "Device brand",
  plural: "Device brands",
  column: visitColumn("device_brand"),
  fill: ({ hit }) => hit.device.brand,
  onConversions: true,
  segment: {
    name: "deviceBrand",
    accepts: "the name of a maker, such as Apple or Samsung",
    toStored: (name) => (name.toLowerCase() === "unknown" ? "" : brandCodes.codeOf(name.trim())),
  },
  label: brandLabel,
  logo: brandLogo,
  segmentValue: brandLabel,
});

export const deviceModel = dimension({
  id: "deviceModel",
  name: "Device model",
  plural: "Device models",
  column: visitColumn("device_model"),
  fill: ({ hit }) => hit.device.model,
  onConversions: true,
  segment: { name: "deviceModel", accepts: "a model such as iPad or Galaxy S23" },
  label: modelLabel,
});

export const operatingSystem = dimension({
  id: "operatingSystem",
  name: "Operating system",
  plural: "Operating systems",
  column: visitColumn("os"),
  fill: ({ hit }) => hit.device.system,
  segment: { name: "operatingSystemCode", title: "Operating system code", accepts: "a code such as WIN, LIN, MAC, AND or IOS" },
  label: systemLabel,
  logo: systemLogo,
});

/** The same column by family: Windows, GNU/Linux, iOS. Its segment goes by the name of the system. */
export const operatingSystemFamily = dimension({
  id: "operatingSystemFamily",
  name: "Operating system family",
  plural: "Operating System families",
  column: operatingSystem.column!,
  segment: {
    name: "operatingSystemName",
    title: "Operating system",
    accepts: "the name of a system, such as Windows, Mac or Android",
    toStored: (name) => systemCodes.codeOf(name) ?? unknownCode,
  },
  label: systemFamilyLabel,
  logo: systemFamilyLogo,
});

export const operatingSystemVersion = dimension({
  id: "operatingSystemVersion",
  name: "Operating system version",
  plural: "Operating System versions",
  column: visitColumn("os_version"),
  fill: ({ hit }) => hit.device.systemVersion,
  segment: { name: "operatingSystemVersion", accepts: "a version such as 10, 14.2 or XP" },
});

export const browser = dimension({
  id: "browser",
  name: "Browser",
  plural: "Browsers",
  column: visitColumn("browser"),
  fill: ({ hit }) => hit.device.browser,
  onConversions: true,
  segment: { name: "browserCode", title: "Browser code", accepts: "a code such as FF, CH, SF or PS" },
  label: browserLabel,
  logo: browserLogo,
});

/** The same column, named in its segment. */
export const browserName = dimension({
  id: "browserName",
  name: "Browser",
  column: browser.column!,
  segment: {
    name: "browserName",
    accepts: "the name of a browser, such as Firefox or Chrome",
    toStored: (name) => browserCodes.codeOf(name) ?? unknownCode,
  },
  segmentValue: browserLabel,
  label: browserLabel,
});

export const browserVersion = dimension({
  id: "browserVersion",
  name: "Browser version",
  plural: "Browser versions",
  column: visitColumn("browser_version"),
  fill: ({ hit }) => hit.device.browserVersion,
  segment: { name: "browserVersion", accepts: "a version such as 128.0" },
});

export const browserEngine = dimension({
  id: "browserEngine",
  name: "Browser engine",
  plural: "Browser engines",
  column: visitColumn("browser_engine"),
  fill: ({ hit }) => hit.device.browserEngine,
  segment: { name: "browserEngine", accepts: "Blink, Gecko, WebKit and others" },
  label: engineLabel,
});

export const clientType = dimension({
  id: "clientType",
  name: "Client type",
  plural: "Client types",
  column: visitColumn("client_type"),
  fill: ({ hit }) => hit.device.clientType,
  onConversions: true,
  values: clientTypes,
  label: clientTypeLabel,
});

export const dimensions = [
  deviceType,
  deviceBrand,
  deviceModel,
  operatingSystem,
  operatingSystemFamily,
  operatingSystemVersion,
  browser,
  browserName,
  browserVersion,
  browserEngine,
  clientType,
] as const;
