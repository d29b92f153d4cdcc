import { readFileSync } from "node:fs";
import { displayName } from "./display-names.ts";

function read<Shape>(file: string): Shape {
  return JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), "utf8")) as Shape;
}

/** Country codes by continent. Central America is a continent of its own here, as in Matomo. */
const countriesByContinent = read<Readonly<Record<string, readonly string[]>>>("continents.json");
/** Names of regions by country and ISO 3166-2 code, both in capitals. Source: the package iso-3166 (MIT), Japan romanised after Hepburn. */
const regions = read<Readonly<Record<string, Readonly<Record<string, string>>>>>("regions.json");

const continents: ReadonlyMap<string, string> = new Map(
  Object.entries(countriesByContinent).flatMap(([continent, countries]) => countries.map((country) => [country, continent] as const)),
);

export const unknownCountry = "xx";
export const unknownContinent = "unk";
const unknown = "Unknown";

/** Continents by the number that the United Nations give the region; that is how Node knows their names. */
const continentRegions: Readonly<Record<string, string>> = {
  afr: "002",
  amc: "013",
  amn: "003",
  ams: "005",
  ant: "AQ",
  asi: "142",
  eur: "150",
  oce: "009",
};

/** Codes that name no country and yet come out of location databases. */
const specialNames: Readonly<Record<string, string>> = {
  a1: "Anonymous proxy",
  a2: "Satellite provider",
  cat: "Catalan-speaking communities",
  o1: "Other country",
};

/** All ISO 3166 countries, lower-case. */
export const countryCodes: readonly string[] = [...continents.keys()].sort();

/** NOTE matomo: `ti`, Tibet, is an old code that counts as China. */
function modern(country: string): string {
  return country === "ti" ? "cn" : country;
}

export function isCountry(code: string): boolean {
  return continents.has(code);
}

/** Continent of a country, three letters; `unk` where there is none. */
export function continentOf(country: string): string {
  return continents.get(modern(country)) ?? unknownContinent;
}

export const continentCodes: readonly string[] = Object.keys(continentRegions);

/** Name of a continent in that language; "Unknown" for a code that is none. */
export function continentName(continent: string, language?: string): string {
  const region = continentRegions[continent];
  return (region && displayName("region", region, language)) ?? unknown;
}

/** Name of a country in that language. */
export function countryName(country: string, language?: string): string {
  const code = modern(country.toLowerCase());
  if (isCountry(code)) return displayName("region", code.toUpperCase(), language) ?? unknown;
  return specialNames[code] ?? unknown;
}

/** Name of a region by its country's code and its own; "Unknown" where there is none. Case does not matter. */
export function regionName(country: string, region: string): string {
  return regions[country.toUpperCase()]?.[region.toUpperCase()] ?? unknown;
}

/** Code of the region of that name, in any case and without regard to accents; undefined where there is none. */
export function regionCodeOf(country: string, name: string): string | undefined {
  const wanted = bare(name);
  return Object.entries(regions[country.toUpperCase()] ?? {}).find(([, each]) => bare(each) === wanted)?.[0];
}

function bare(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
