import {
  brandCodes,
  browserCodes,
  browserFamilyOf,
  clientTypes,
  deviceTypes,
  systemCodes,
  systemFamilyNamed,
  systemFamilyOf,
} from "../../base/device-codes.ts";
import { hasIcon, iconPath } from "../../base/icons.ts";

const unknown = "Unknown";

/** What robots have for a system, where a site tracks them. */
const bot = "BOT";

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isKnown(list: readonly string[], value: string): boolean {
  return list.includes(value);
}

/** "Feature phone" of `feature phone`. */
export function deviceTypeLabel(type: string): string {
  return isKnown(deviceTypes, type) ? capitalized(type) : unknown;
}

export function deviceTypeLogo(type: string): string {
  return iconPath("devices", isKnown(deviceTypes, type) ? type.replaceAll(" ", "_") : "unknown");
}

/** "Samsung" of `SA`. */
export function brandLabel(code: string): string {
  return capitalized(brandCodes.nameOf(code) ?? unknown);
}

export function brandLogo(code: string): string {
  return iconPath("brand", brandLabel(code).replace(/[^a-z0-9_-]+/gi, "_"), "unk");
}

/** "iPhone"; "Generic Desktop" of `generic desktop`. */
export function modelLabel(model: string): string {
  if (model === "") return unknown;
  if (!model.startsWith("generic ")) return model;
  const type = model.slice("generic ".length);
  return `Generic ${type === "mobile" ? "Mobile device" : deviceTypeLabel(type)}`;
}

/** "Apple - iPhone"; the model alone where its brand is not known. */
export function brandAndModelLabel(brand: string, model: string): string {
  const name = brandCodes.nameOf(brand);
  return name === undefined ? modelLabel(model) : `${capitalized(name)} - ${modelLabel(model)}`;
}

/** NOTE matomo: two systems that are told apart in storage and in logos of versions are shown as one. */
const shownAs: Readonly<Record<string, string>> = { IPA: "IOS", MAE: "SMG" };

function shown(system: string): string {
  return shownAs[system] ?? system;
}

/** "Windows" of `WIN`. */
export function systemLabel(code: string): string {
  return code === bot ? "Bot" : (systemCodes.nameOf(shown(code)) ?? unknown);
}

const longestVersion = 15;

/** "Windows 11" of `WIN` and `11`. */
export function systemVersionLabel(code: string, version: string): string {
  const name = systemLabel(code);
  return name === unknown || code === bot ? name : `${name} ${version.slice(0, longestVersion)}`.trim();
}

export function systemLogo(code: string): string {
  return logoOfSystem(shown(code));
}

/** NOTE matomo: the logo beside a version is that of the stored system (`IPA`), not of the one it is shown as. */
export function systemVersionLogo(code: string): string {
  return logoOfSystem(code);
}

function logoOfSystem(code: string): string {
  const family = systemFamilyOf(code)?.codes[0];
  return iconPath("os", systemCodes.nameOf(code) === undefined ? "UNK" : code, family ?? "UNK", "UNK");
}

/** "GNU/Linux" of `UBT`. */
export function systemFamilyLabel(code: string): string {
  if (code === bot) return "Bot";
  const family = systemFamilyOf(shown(code))?.name ?? unknown;
  return family === "Gaming Console" ? "Console" : family;
}

/** NOTE matomo: consoles have no logo here, as their family is looked up by the name it is shown under. */
export function systemFamilyLogo(code: string): string {
  const family = systemFamilyNamed(systemFamilyLabel(code))?.codes[0];
  return family === undefined ? iconPath("os", "UNK") : logoOfSystem(family);
}

/** "Chrome" of `CH`. What is no code is the name of an app that is no browser. */
export function browserLabel(code: string): string {
  const name = browserCodes.nameOf(code);
  if (name !== undefined) return capitalized(name);
  return code.length > 2 && !code.includes("UNK") ? code : unknown;
}

/** "Chrome 128.0" of `CH` and `128.0`. */
export function browserVersionLabel(code: string, version: string): string {
  const name = browserLabel(code);
  return name === unknown ? name : `${name} ${version}`.trim();
}

/** The browser's own logo, else that of one of its kin. */
export function browserLogo(code: string): string {
  const kin = browserFamilyOf(code)?.codes.find((each) => hasIcon("browsers", each));
  return iconPath("browsers", browserCodes.nameOf(code) === undefined ? "UNK" : code, kin ?? "UNK", "UNK");
}

/** What a segment compares with: nothing for apps, which Matomo gives no segment. */
export function browserSegment(code: string): string | undefined {
  return code === "UNK" || browserCodes.nameOf(code) !== undefined ? `browserCode==${code}` : undefined;
}

const engineUsers: Readonly<Record<string, string>> = {
  Trident: "IE",
  Gecko: "Firefox",
  KHTML: "Konqueror",
  Presto: "Opera",
  WebKit: "Safari",
  Blink: "Chrome, Opera",
};

/** "WebKit (Safari)" of `WebKit`. */
export function engineLabel(engine: string): string {
  if (engine === "") return unknown;
  return engineUsers[engine] === undefined ? engine : `${engine} (${engineUsers[engine]})`;
}

const clientTypeNames: Readonly<Record<(typeof clientTypes)[number], string>> = {
  browser: "Browser",
  library: "Library",
  "feed reader": "Feed Reader",
  mediaplayer: "Media Player",
  "mobile app": "Mobile App",
  pim: "PIM",
};

export function clientTypeLabel(type: string): string {
  const known = clientTypes.find((each) => each === type);
  return known ? clientTypeNames[known] : unknown;
}
