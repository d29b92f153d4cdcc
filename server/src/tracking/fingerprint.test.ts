import { describe, expect, it } from "vitest";
import type { Device } from "../catalog/hit.ts";
import { type FingerprintParts, fingerprintOf } from "./fingerprint.ts";
import { hitParams } from "./hit-params.ts";
import { readPlugins } from "./plugins.ts";

const device: Device = {
  type: "desktop",
  brand: "",
  model: "generic desktop",
  system: "WIN",
  systemVersion: "10",
  browser: "FF",
  browserVersion: "129.0",
  browserEngine: "Gecko",
  clientType: "browser",
  isBot: false,
};

const parts: FingerprintParts = {
  device,
  plugins: readPlugins(hitParams({ cookie: "1", pdf: "1" })),
  ip: "203.0.113.7",
  languages: "en-us,en",
  secret: "secret",
  site: 1,
  day: "2026-03-25",
};

const own = fingerprintOf(parts);

describe("fingerprintOf", () => {
  it("is 16 hexadecimal digits, always the same", () => {
    expect(own).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintOf({ ...parts })).toBe(own);
  });

  it.each<[string, Partial<FingerprintParts>]>([
    ["system", { device: { ...device, system: "MAC" } }],
    ["browser", { device: { ...device, browser: "CH" } }],
    ["browser version", { device: { ...device, browserVersion: "130.0" } }],
    ["plugins", { plugins: readPlugins(hitParams({ cookie: "1" })) }],
    ["cookies", { plugins: readPlugins(hitParams({ pdf: "1" })) }],
    ["address", { ip: "203.0.113.8" }],
    ["languages", { languages: "de" }],
    ["secret", { secret: "other" }],
    ["site", { site: 2 }],
    ["day", { day: "2026-03-26" }],
  ])("changes with the %s", (_, change) => expect(fingerprintOf({ ...parts, ...change })).not.toBe(own));

  it.each<[string, Partial<FingerprintParts>]>([
    ["model", { device: { ...device, model: "Pixel 7" } }],
    ["system version", { device: { ...device, systemVersion: "11" } }],
  ])("does not change with the %s", (_, change) => expect(fingerprintOf({ ...parts, ...change })).toBe(own));

  it("does not mind cookies in Internet Explorer", () => {
    const explorer = { ...parts, device: { ...device, browser: "IE" } };
    expect(fingerprintOf({ ...explorer, plugins: readPlugins(hitParams({ pdf: "1" })) })).toBe(fingerprintOf(explorer));
  });

  it("knows apps by their system only", () => {
    const app = (browser: string) => fingerprintOf({ ...parts, device: { ...device, browser, clientType: "mobile app" } });
    expect(app("One App")).toBe(app("Another App"));
  });

  it("cuts long lists of languages", () => {
    const languages = "en-us,en,de-de,de,fr-fr,fr";
    expect(fingerprintOf({ ...parts, languages })).toBe(fingerprintOf({ ...parts, languages: languages.slice(0, 20) }));
  });
});
