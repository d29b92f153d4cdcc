import { describe, expect, it } from "vitest";
import type { Location } from "../catalog/hit.ts";
import { hitParams } from "./hit-params.ts";
import { createLocator } from "./location.ts";
import { type LocationDatabases, openLocationDatabases, readRecord } from "./location-databases.ts";

const none = { region: "", city: "", latitude: null, longitude: null };
const berlin: Location = { country: "de", region: "BE", city: "Berlin", latitude: 52.5200066, longitude: 13.404954 };

const databases: LocationDatabases = {
  country: (ip) => (ip === "198.51.100.1" ? { country: "fr", ...none } : undefined),
  city: (ip) => (ip === "203.0.113.7" ? berlin : undefined),
};
const noCity: LocationDatabases = { country: databases.country, city: undefined };

describe("createLocator", () => {
  it.each([
    ["the city database knows", undefined, databases, "203.0.113.7", { ...berlin, latitude: 52.520007 }],
    ["only the country database knows", "geoip2php", databases, "198.51.100.1", { country: "fr", ...none }],
    ["no database knows, the languages do", undefined, databases, "192.0.2.1", { country: "nl", ...none }],
    ["no city database", undefined, noCity, "203.0.113.7", { country: "nl", ...none }],
    ["by languages only", "default", databases, "203.0.113.7", { country: "nl", ...none }],
    ["disabled", "disabled", databases, "203.0.113.7", { country: "xx", ...none }],
  ])("%s", (_, provider, known, ip, expected) => {
    expect(createLocator({ provider, databases: known })(ip, "nl", hitParams({}))).toEqual(expected);
  });

  const locate = createLocator({ provider: "default", databases });
  const told = (params: Record<string, string>) => locate("203.0.113.7", "nl", hitParams(params));

  it("takes what the request tells, part by part", () => {
    expect(told({ country: "US", region: "CA", city: "San Francisco", lat: "37.7749", long: "-122.4194" })).toEqual({
      country: "us",
      region: "CA",
      city: "San Francisco",
      latitude: 37.7749,
      longitude: -122.4194,
      given: ["country", "region", "city", "latitude", "longitude"],
    });
    expect(told({ city: "Delft" })).toEqual({ country: "nl", ...none, city: "Delft", given: ["city"] });
  });

  it.each([
    ["empty", { country: "", city: "" }],
    ["zero", { lat: "0", long: "0" }],
    ["no number", { lat: "north" }],
    ["off the globe", { lat: "91", long: "-181" }],
  ])("passes over what is %s", (_, params) => expect(told(params)).toEqual({ country: "nl", ...none }));

  it("cuts what is too long", () => {
    expect(told({ country: "germany", region: "BERLIN", city: "x".repeat(300) })).toMatchObject({
      country: "ger",
      region: "BER",
      city: "x".repeat(255),
    });
  });
});

describe("readRecord", () => {
  it.each<[string, unknown, Location | undefined]>([
    [
      "nested",
      {
        country: { iso_code: "US" },
        subdivisions: [{ iso_code: "CA", names: { en: "California" } }],
        city: { names: { en: "San Francisco" } },
        location: { latitude: 37.7749, longitude: -122.4194 },
      },
      { country: "us", region: "CA", city: "San Francisco", latitude: 37.7749, longitude: -122.4194 },
    ],
    [
      "region by name",
      { country: { iso_code: "FR" }, subdivisions: [{ names: { en: "Ile-de-France" } }] },
      { country: "fr", ...none, region: "IDF" },
    ],
    [
      "region with its country",
      { country: { iso_code: "AE" }, subdivisions: [{ iso_code: "AE-DU" }] },
      { country: "ae", ...none, region: "DU" },
    ],
    [
      "Great Britain: the innermost region",
      { country: { iso_code: "GB" }, subdivisions: [{ iso_code: "ENG" }, { iso_code: "LND" }] },
      { country: "gb", ...none, region: "LND" },
    ],
    [
      "flat",
      { country_code: "DE", state1: "Berlin", city: "Berlin", latitude: "52.52", longitude: "13.405" },
      { country: "de", region: "BE", city: "Berlin", latitude: 52.52, longitude: 13.405 },
    ],
    ["country only", { country_code: "NL" }, { country: "nl", ...none }],
    ["nothing", null, undefined],
    ["no country", { city: { names: { en: "Atlantis" } } }, undefined],
  ])("%s", (_, record, expected) => expect(readRecord(record)).toEqual(expected));
});

describe("the country database", () => {
  it("knows public addresses, mapped ones too, and leaves private ones alone", async () => {
    const { country, city } = await openLocationDatabases();
    expect(country("8.8.8.8")?.country).toBe("us");
    expect(country("::ffff:8.8.8.8")?.country).toBe("us");
    expect(country("2001:4860:4860::8888")?.country).toBe("us");
    expect(country("192.168.1.1")).toBeUndefined();
    expect(country("rubbish")).toBeUndefined();
    expect(city).toBeUndefined();
  });

  it("says so where the city file is missing", async () => {
    await expect(openLocationDatabases("/nowhere/city.mmdb")).rejects.toThrow();
  });
});
