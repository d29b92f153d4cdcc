import { createRequire } from "node:module";
import { LRUCache } from "lru-cache";
import { brandCodes, browserFamilyOf, isMobileBrowser } from "../base/device-codes.ts";
import type { Device } from "../catalog/hit.ts";
import { type Hints, readHints } from "./client-hints.ts";

/** Reads a device from a user agent and what hints there are (`uadata`, or an object of Sec-CH-UA headers). */
export type DeviceReader = (userAgent: string, hints: unknown) => Device;

/** What the library finds; all of it is missing for a robot. */
interface Found {
  readonly os: { readonly name?: string; readonly short_name?: string; readonly version?: string };
  readonly client: Client;
  readonly device: { readonly id: string; readonly type: string; readonly brand: string; readonly model: string };
}

interface Client {
  readonly type?: string;
  readonly name?: string;
  readonly short_name?: string;
  readonly version?: string;
  readonly engine?: string;
}

interface ParsedHints {
  readonly isMobile?: boolean;
}

interface Detector {
  detect(userAgent: string, hints: ParsedHints): Found;
  parseBot(userAgent: string, hints: ParsedHints): { readonly name?: string };
  parseClient(userAgent: string, hints: ParsedHints): Client;
}

// The library is CommonJS and its types claim to be a module's.
const require = createRequire(import.meta.url);
const DeviceDetector = require("node-device-detector") as new (options: object) => Detector;
const ClientHints = require("node-device-detector/client-hints.js") as new () => { parse(hints: Hints, meta: object): ParsedHints };

const longestUserAgent = 500;
const longestBrowserVersion = 20;
const longestText = 100;
const minorVersion = 1;
const cachedDevices = 10_000;

const unknownCode = "UNK";
const botCode = "BOT";

/** Makes a reader that remembers the 10,000 devices it met last: detection costs milliseconds, visitors come again. */
export function createDeviceReader(): DeviceReader {
  const detector = new DeviceDetector({
    clientIndexes: true,
    deviceIndexes: true,
    osIndexes: true,
    osVersionTruncate: minorVersion,
    clientVersionTruncate: minorVersion,
    maxUserAgentSize: longestUserAgent,
  });
  const known = new LRUCache<string, Device>({ max: cachedDevices });
  return (userAgent, given) => {
    const agent = userAgent.trim().slice(0, longestUserAgent);
    const hints = readHints(given);
    const key = JSON.stringify([agent, hints]);
    const device = known.get(key) ?? readDevice(detector, agent, hints);
    known.set(key, device);
    return device;
  };
}

function readDevice(detector: Detector, userAgent: string, hints: Hints): Device {
  const hasHints = Object.keys(hints).length > 0;
  const parsedHints = hasHints ? new ClientHints().parse(hints, {}) : {};
  if (detector.parseBot(userAgent, parsedHints).name) return bot;
  const { os, client, device } = detector.detect(userAgent, parsedHints);
  return {
    type: device.type,
    // The library names Apple without its code where it concludes the brand from the system.
    brand: device.id || (brandCodes.codeOf(device.brand) ?? ""),
    model: modelOf(device, os.name !== undefined || parsedHints.isMobile === true || isMobileBrowser(client.short_name ?? "")),
    system: os.short_name || unknownCode,
    systemVersion: (os.version ?? "").slice(0, longestText),
    browser: client.short_name || client.name || unknownCode,
    browserVersion: (client.version ?? "").slice(0, longestBrowserVersion),
    browserEngine: !hasHints || isSameFamily(client, detector.parseClient(userAgent, {})) ? (client.engine ?? "") : "",
    clientType: client.type ?? "",
    isBot: false,
  };
}

const bot: Device = {
  type: "",
  brand: "",
  model: "",
  system: botCode,
  systemVersion: "",
  browser: unknownCode,
  browserVersion: "",
  browserEngine: "",
  clientType: "",
  isBot: true,
};

/** Desktops have a type, so what has a system and no type is mobile. */
function modelOf({ model, type }: Found["device"], mobileWithoutType: boolean): string {
  if (model !== "") return model.slice(0, longestText);
  if (type !== "") return `generic ${type}`;
  return mobileWithoutType ? "generic mobile" : "";
}

/**
 * NOTE matomo: where hints name a browser of another family than the user agent does, nothing is believed of its engine.
 * The library guesses one then.
 */
function isSameFamily(one: Client, other: Client): boolean {
  return one.short_name === other.short_name || familyName(one) === familyName(other);
}

function familyName({ short_name: code }: Client): string | undefined {
  return code === undefined ? undefined : browserFamilyOf(code)?.name;
}
