import { createRequire } from "node:module";

/** The short codes under which browsers, systems and brands are stored come with the library that detects them. */
const require = createRequire(import.meta.url);
type Names = Readonly<Record<string, string>>;
type Families = Readonly<Record<string, readonly string[]>>;

const brands = require("node-device-detector/parser/device/brand-short.js") as Names;
const browsers = require("node-device-detector/parser/client/browser-short.js") as Names;
const browserFamilies = require("node-device-detector/parser/client/browser-families.js") as Families;
const mobileBrowsers = require("node-device-detector/parser/client/browser-short-mobile.js") as readonly string[];
const systems = require("node-device-detector/parser/os/os_systems.js") as Names;
const systemFamilies = require("node-device-detector/parser/os/os_families.js") as Families;

/** A list of codes with their names, both ways. */
export interface CodeList {
  /** Code to name, in the list's own order. */
  readonly names: Names;
  nameOf(code: string): string | undefined;
  /** Case does not matter. */
  codeOf(name: string): string | undefined;
}

function codeList(names: Names): CodeList {
  const codes = new Map<string, string>();
  // Of two codes with one name the first counts.
  for (const [code, name] of Object.entries(names)) if (!codes.has(name.toLowerCase())) codes.set(name.toLowerCase(), code);
  return {
    names,
    nameOf: (code) => (Object.hasOwn(names, code) ? names[code] : undefined),
    codeOf: (name) => codes.get(name.toLowerCase()),
  };
}

/** `SA` is Samsung. */
export const brandCodes: CodeList = codeList(brands);
/** `CH` is Chrome. */
export const browserCodes: CodeList = codeList(browsers);
/** `WIN` is Windows. */
export const systemCodes: CodeList = codeList(systems);

/** A group of kindred browsers or systems; the first code stands for it. */
export interface Family {
  readonly name: string;
  readonly codes: readonly string[];
}

export function browserFamilyOf(code: string): Family | undefined {
  return familyOf(browserFamilies, code);
}

export function systemFamilyOf(code: string): Family | undefined {
  return familyOf(systemFamilies, code);
}

export function systemFamilyNamed(name: string): Family | undefined {
  const codes = Object.hasOwn(systemFamilies, name) ? systemFamilies[name] : undefined;
  return codes && { name, codes };
}

/** Whether a browser exists for mobile devices only. */
export function isMobileBrowser(code: string): boolean {
  return mobileBrowsers.includes(code);
}

function familyOf(families: Families, code: string): Family | undefined {
  const found = Object.entries(families).find(([, codes]) => codes.includes(code));
  return found && { name: found[0], codes: found[1] };
}

/** Types of device, in the order in which Matomo numbers them from 0: rows of equal rank follow it. */
export const deviceTypes = [
  "desktop",
  "smartphone",
  "tablet",
  "feature phone",
  "console",
  "tv",
  "car browser",
  "smart display",
  "camera",
  "portable media player",
  "phablet",
  "smart speaker",
  "wearable",
  "peripheral",
] as const;

export const clientTypes = ["browser", "library", "feed reader", "mediaplayer", "mobile app", "pim"] as const;
