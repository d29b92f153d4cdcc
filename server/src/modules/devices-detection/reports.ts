import { byValue, byValues, type Report, report } from "../../catalog/report.ts";
import { encodeSegmentValue } from "../../reporting/segment-text.ts";
import { visitMetrics, visitRatios } from "../../reporting/visit-metrics.ts";
import {
  browser,
  browserEngine,
  browserVersion,
  deviceBrand,
  deviceModel,
  deviceType,
  operatingSystem,
  operatingSystemFamily,
  operatingSystemVersion,
} from "./dimensions.ts";
import {
  brandAndModelLabel,
  brandLabel,
  browserLogo,
  browserSegment,
  browserVersionLabel,
  systemVersionLabel,
  systemVersionLogo,
} from "./labels.ts";

const figures = { metrics: visitMetrics, processed: visitRatios } as const;

/** The visits that agree in all of several dimensions, as a segment. */
function segmentOf(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}==${encodeSegmentValue(value)}`)
    .join(";");
}

export const getType = report({
  method: "DevicesDetection.getType",
  name: "Device type",
  docs: "The kinds of device that visitors used. Kinds that nobody used are listed too.",
  place: ["Visitors", "Devices", 0],
  rows: byValue(deviceType, { listAllValues: true }),
  goals: true,
  ...figures,
});

export const getModel = report({
  method: "DevicesDetection.getModel",
  name: "Device model",
  docs: "The models of the devices that visitors used, with their brands.",
  place: ["Visitors", "Devices", 2],
  listing: { dimension: "Device model" },
  rows: byValues([deviceBrand, deviceModel], {
    label: (brand, model) => brandAndModelLabel(brand, model),
    logo: () => undefined,
    segment: (brand, model) => segmentOf({ deviceBrand: brandLabel(brand), deviceModel: model }),
  }),
  goals: true,
  ...figures,
});

export const getBrand = report({
  method: "DevicesDetection.getBrand",
  name: "Device brand",
  docs: "The makers of the devices that visitors used.",
  place: ["Visitors", "Devices", 4],
  rows: byValue(deviceBrand),
  goals: true,
  ...figures,
});

export const getOsFamilies = report({
  method: "DevicesDetection.getOsFamilies",
  name: "Operating System families",
  docs: "The families of operating systems that visitors' devices run.",
  place: ["Visitors", "Software", 8],
  listing: { related: ["DevicesDetection.getOsVersions"] },
  rows: byValue(operatingSystemFamily, { segment: () => undefined }),
  ...figures,
});

export const getOsVersions = report({
  method: "DevicesDetection.getOsVersions",
  name: "Operating System versions",
  docs: "The operating systems that visitors' devices run, each version by itself.",
  place: ["Visitors", "Software", 2],
  listing: { dimension: "Operating system version", related: ["DevicesDetection.getOsFamilies"] },
  rows: byValues([operatingSystem, operatingSystemVersion], {
    label: (system, version) => systemVersionLabel(system, version),
    logo: (system) => systemVersionLogo(system),
    segment: (system, version) => segmentOf({ operatingSystemCode: system, operatingSystemVersion: version }),
  }),
  ...figures,
});

export const getBrowsers = report({
  method: "DevicesDetection.getBrowsers",
  name: "Browsers",
  docs: "The browsers that visitors used.",
  place: ["Visitors", "Software", 5],
  listing: { related: ["DevicesDetection.getBrowserVersions"] },
  comparesAlone: "rows",
  rows: byValue(browser, { segment: browserSegment }),
  goals: true,
  ...figures,
});

export const getBrowserVersions = report({
  method: "DevicesDetection.getBrowserVersions",
  name: "Browser version",
  docs: "The browsers that visitors used, each version by itself.",
  place: ["Visitors", "Software", 6],
  listing: { dimension: "Browser version", related: ["DevicesDetection.getBrowsers"] },
  rows: byValues([browser, browserVersion], {
    label: (code, version) => browserVersionLabel(code, version),
    logo: (code) => browserLogo(code),
    segment: (code, version) => segmentOf({ browserCode: code, browserVersion: version }),
  }),
  ...figures,
});

export const getBrowserEngines = report({
  method: "DevicesDetection.getBrowserEngines",
  name: "Browser engines",
  docs: "The engines by which visitors' browsers draw pages.",
  place: ["Visitors", "Software", 10],
  comparesAlone: "rows",
  rows: byValue(browserEngine),
  ...figures,
});

export const reports: readonly Report[] = [
  getType,
  getModel,
  getBrand,
  getOsFamilies,
  getOsVersions,
  getBrowsers,
  getBrowserVersions,
  getBrowserEngines,
];
