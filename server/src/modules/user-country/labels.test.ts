import { describe, expect, it } from "vitest";
import { cityLabel, cityMetadata, citySegment, flagOf, regionLabel, regionMetadata, regionSegment } from "./labels.ts";

const flag = (code: string) => `plugins/Morpheus/icons/dist/flags/${code}.png`;
const unknownPlace = { region: "xx", country: "xx", country_name: "Unknown", region_name: "Unknown", logo: flag("xx") };
const california = { region: "CA", country: "us", country_name: "United States", region_name: "California", logo: flag("us") };

describe("places, as recorded", () => {
  it.each([
    ["us", "us"],
    ["ti", "cn"],
    ["xx", "xx"],
    ["qq", "xx"],
  ])("flag of %s", (code, file) => expect(flagOf(code)).toBe(flag(file)));

  it("tells a region", () => {
    expect(regionLabel("us", "CA")).toBe("California, United States");
    expect(regionSegment("us", "CA")).toBe("regionCode==CA;countryCode==us");
    expect(regionMetadata("us", "CA")).toEqual(california);
  });

  it("tells nothing of an unknown region, not even its country", () => {
    expect(regionLabel("us", "")).toBe("Unknown");
    expect(regionSegment("us", "")).toBeUndefined();
    expect(regionMetadata("us", "")).toEqual(unknownPlace);
  });

  it("tells a city", () => {
    expect(cityLabel("br", "SP", "São Paulo")).toBe("São Paulo, São Paulo, Brazil");
    expect(citySegment("br", "SP", "São Paulo")).toBe("city==S%C3%A3o+Paulo;regionCode==SP;countryCode==br");
    expect(cityMetadata("us", "CA", "San Francisco")).toEqual({ city_name: "San Francisco", ...california });
  });

  it("leaves out of a city's label what is not known", () => {
    expect(cityLabel("nl", "", "Delft")).toBe("Delft, Netherlands");
    expect(cityLabel("xx", "", "Delft")).toBe("Delft");
  });

  it("tells nothing of an unknown city", () => {
    expect(cityLabel("us", "CA", "")).toBe("Unknown");
    expect(citySegment("us", "CA", "")).toBeUndefined();
    expect(cityMetadata("us", "CA", "")).toEqual({ city_name: "Unknown", city: "xx", ...unknownPlace });
  });
});
