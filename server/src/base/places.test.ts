import { describe, expect, it } from "vitest";
import { continentName, continentOf, countryCodes, countryName, regionCodeOf, regionName } from "./places.ts";

describe("countries", () => {
  it.each([
    ["us", "United States", "amn"],
    ["gb", "United Kingdom", "eur"],
    ["mx", "Mexico", "amn"],
    ["cu", "Cuba", "amc"],
    ["za", "South Africa", "afr"],
    ["tr", "Türkiye", "eur"],
    ["ti", "China", "asi"],
    ["cat", "Catalan-speaking communities", "unk"],
    ["a1", "Anonymous proxy", "unk"],
    ["xx", "Unknown", "unk"],
    ["", "Unknown", "unk"],
    ["eu", "Unknown", "unk"],
  ])("%j is %s in %s", (code, name, continent) => {
    expect(countryName(code)).toBe(name);
    expect(continentOf(code)).toBe(continent);
  });

  it("speaks other languages", () => expect(countryName("za", "de")).toBe("Südafrika"));

  it("has a name and a continent for each", () => {
    expect(countryCodes).toHaveLength(249);
    for (const code of countryCodes) {
      expect(countryName(code)).not.toMatch(/^(Unknown|..)$/);
      expect(continentName(continentOf(code))).not.toBe("Unknown");
    }
  });
});

describe("regions", () => {
  it.each([
    ["us", "CA", "California"],
    ["es", "MD", "Madrid, Comunidad de"],
    ["br", "SP", "São Paulo"],
    ["jp", "13", "Tokyo"],
    ["gb", "ENG", "England"],
    ["fr", "IDF", "Île-de-France"],
    ["de", "be", "Berlin"],
    ["us", "QQ", "Unknown"],
    ["xx", "xx", "Unknown"],
  ])("%s %s is %s", (country, region, name) => expect(regionName(country, region)).toBe(name));

  it.each([
    ["fr", "ile-de-france", "IDF"],
    ["us", "California", "CA"],
    ["us", "Nowhere", undefined],
    ["zz", "Nowhere", undefined],
  ])("%s %s has the code %s", (country, name, code) => expect(regionCodeOf(country, name)).toBe(code));
});
