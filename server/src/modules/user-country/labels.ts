import { iconPath } from "../../base/icons.ts";
import { countryName, regionName, unknownCountry } from "../../base/places.ts";
import type { Cells } from "../../catalog/table.ts";

const unknown = "Unknown";

/** Path of a country's flag. */
export function flagOf(country: string): string {
  return iconPath("flags", country === "ti" ? "cn" : country, unknownCountry);
}

/** "California, United States". */
export function regionLabel(country: string, region: string, language?: string): string {
  if (region === "") return unknown;
  return [regionName(country, region), ...countryPart(country, language)].join(", ");
}

/** "San Francisco, California, United States". */
export function cityLabel(country: string, region: string, city: string, language?: string): string {
  if (city === "") return unknown;
  const inCountry = countryPart(country, language);
  return [city, ...(region === "" || inCountry.length === 0 ? [] : [regionName(country, region)]), ...inCountry].join(", ");
}

function countryPart(country: string, language: string | undefined): readonly string[] {
  return country === "" || country === unknownCountry ? [] : [countryName(country, language)];
}

/** The segment of a region's row; undefined where the region is not known. */
export function regionSegment(country: string, region: string): string | undefined {
  return region === "" ? undefined : `regionCode==${inSegment(region)};countryCode==${country}`;
}

/** The segment of a city's row; undefined where the city is not known. */
export function citySegment(country: string, region: string, city: string): string | undefined {
  return city === "" ? undefined : `city==${inSegment(city)};regionCode==${inSegment(region)};countryCode==${country}`;
}

/** As in a form: a space is a plus sign. */
function inSegment(value: string): string {
  return encodeURIComponent(value).replaceAll("%20", "+");
}

/** What a region's row tells besides its figures and its segment. NOTE matomo: with no region the country is not told either. */
export function regionMetadata(country: string, region: string, language?: string): Cells {
  const place = region === "" ? nowhere : { region, country };
  return placeMetadata(place.country, place.region, language);
}

/** What a city's row tells besides its figures and its segment. */
export function cityMetadata(country: string, region: string, city: string, language?: string): Cells {
  if (city === "") return { city_name: unknown, city: unknownCountry, ...placeMetadata(unknownCountry, unknownCountry, language) };
  return { city_name: city, ...placeMetadata(country, region || unknownCountry, language) };
}

const nowhere = { region: unknownCountry, country: unknownCountry };

function placeMetadata(country: string, region: string, language: string | undefined): Cells {
  return {
    region,
    country,
    country_name: countryName(country, language),
    region_name: regionName(country, region),
    logo: flagOf(country),
  };
}
