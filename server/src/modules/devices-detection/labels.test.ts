import { describe, expect, it } from "vitest";
import { browserCodes, systemCodes } from "../../base/device-codes.ts";
import { deviceBrand, operatingSystemFamily } from "./dimensions.ts";
import {
  brandAndModelLabel,
  brandLabel,
  brandLogo,
  browserLabel,
  browserLogo,
  browserSegment,
  browserVersionLabel,
  clientTypeLabel,
  deviceTypeLabel,
  deviceTypeLogo,
  engineLabel,
  modelLabel,
  systemFamilyLabel,
  systemFamilyLogo,
  systemLabel,
  systemLogo,
  systemVersionLabel,
  systemVersionLogo,
} from "./labels.ts";

const icon = (path: string) => `plugins/Morpheus/icons/dist/${path}.png`;

describe("devices, as recorded", () => {
  it.each([
    ["desktop", "Desktop", "devices/desktop"],
    ["tv", "Tv", "devices/tv"],
    ["portable media player", "Portable media player", "devices/portable_media_player"],
    ["", "Unknown", "devices/unknown"],
  ])("type %j", (type, label, logo) => {
    expect(deviceTypeLabel(type)).toBe(label);
    expect(deviceTypeLogo(type)).toBe(icon(logo));
  });

  it.each([
    ["SA", "Samsung", "brand/Samsung"],
    ["AP", "Apple", "brand/Apple"],
    ["SO", "Sony", "brand/Sony"],
    ["ACT", "ActiMirror", "brand/unk"],
    ["", "Unknown", "brand/unk"],
  ])("brand %j", (code, label, logo) => {
    expect(brandLabel(code)).toBe(label);
    expect(brandLogo(code)).toBe(icon(logo));
  });

  it.each([
    ["AP", "iPhone", "Apple - iPhone"],
    ["AP", "generic desktop", "Apple - Generic Desktop"],
    ["", "generic smartphone", "Generic Smartphone"],
    ["", "generic mobile", "Generic Mobile device"],
    ["SA", 'Galaxy Tab S7 11.0" WiFi', 'Samsung - Galaxy Tab S7 11.0" WiFi'],
    ["", "", "Unknown"],
  ])("model %j %j", (brand, model, label) => expect(brandAndModelLabel(brand, model)).toBe(label));

  it("leaves the brand away where there is a column for it", () => expect(modelLabel("generic desktop")).toBe("Generic Desktop"));
});

describe("systems, as recorded", () => {
  it.each([
    ["IPA", "16.6", "iOS 16.6", "os/IPA"],
    ["IOS", "17.5", "iOS 17.5", "os/IOS"],
    ["WIN", "11", "Windows 11", "os/WIN"],
    ["UBT", "", "Ubuntu", "os/UBT"],
    ["PS3", "5.2", "PlayStation 5.2", "os/PS3"],
    ["BOT", "", "Bot", "os/UNK"],
    ["UNK", "", "Unknown", "os/UNK"],
    ["", "", "Unknown", "os/UNK"],
  ])("version %s %s", (code, version, label, logo) => {
    expect(systemVersionLabel(code, version)).toBe(label);
    expect(systemVersionLogo(code)).toBe(icon(logo));
  });

  it("shows an iPad's system as that of an iPhone", () => {
    expect(systemLabel("IPA")).toBe("iOS");
    expect(systemLogo("IPA")).toBe(icon("os/IOS"));
  });

  it.each([
    ["AND", "Android", "os/AND"],
    ["PS3", "Console", "os/UNK"],
    ["UBT", "GNU/Linux", "os/LIN"],
    ["TIZ", "Other Mobile", "os/WOS"],
    ["IPA", "iOS", "os/IOS"],
    ["BOT", "Bot", "os/UNK"],
    ["UNK", "Unknown", "os/UNK"],
  ])("family of %s", (code, label, logo) => {
    expect(systemFamilyLabel(code)).toBe(label);
    expect(systemFamilyLogo(code)).toBe(icon(logo));
  });

  it("has a family for each system", () => {
    expect(Object.keys(systemCodes.names).filter((code) => systemFamilyLabel(code) === "Unknown")).toEqual([]);
  });
});

describe("browsers, as recorded", () => {
  it.each([
    ["CH", "128.0", "Chrome 128.0", "browsers/CH", "browserCode==CH"],
    ["PS", "127.0", "Microsoft Edge 127.0", "browsers/PS", "browserCode==PS"],
    ["NF", "", "NetFront", "browsers/NF", "browserCode==NF"],
    ["UNK", "", "Unknown", "browsers/UNK", "browserCode==UNK"],
    ["Some App", "1.0", "Some App 1.0", "browsers/UNK", undefined],
    ["", "", "Unknown", "browsers/UNK", undefined],
  ])("%j %s", (code, version, label, logo, segment) => {
    expect(browserVersionLabel(code, version)).toBe(label);
    expect(browserLogo(code)).toBe(icon(logo));
    expect(browserSegment(code)).toBe(segment);
  });

  it("borrows the logo of the family's first that has one", () => {
    const kin = Object.keys(browserCodes.names).filter((code) => browserLogo(code) !== icon(`browsers/${code}`));
    expect(kin.map((code) => browserLogo(code))).toContain(icon("browsers/CH"));
  });

  it("begins names with a capital letter", () => expect(browserLabel(browserCodes.codeOf("iCab") ?? "")).toBe("ICab"));

  it.each([
    ["Blink", "Blink (Chrome, Opera)"],
    ["Trident", "Trident (IE)"],
    ["Goanna", "Goanna"],
    ["", "Unknown"],
  ])("engine %j", (engine, label) => expect(engineLabel(engine)).toBe(label));

  it.each([
    ["mobile app", "Mobile App"],
    ["", "Unknown"],
  ])("client type %j", (type, label) => expect(clientTypeLabel(type)).toBe(label));
});

describe("segments by name", () => {
  const stored = (dimension: typeof deviceBrand, name: string) =>
    typeof dimension.segment === "object" ? dimension.segment.toStored?.(name) : undefined;

  it("finds codes in any case", () => {
    expect(stored(deviceBrand, "samsung")).toBe("SA");
    expect(stored(deviceBrand, "Unknown")).toBe("");
    expect(stored(deviceBrand, "No Such Brand")).toBeUndefined();
    expect(stored(operatingSystemFamily, "ubuntu")).toBe("UBT");
    expect(stored(operatingSystemFamily, "No Such System")).toBe("UNK");
  });
});
