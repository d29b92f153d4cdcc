import { iconPath } from "../../base/icons.ts";
import { countryName, regionName, unknownCountry } from "../../base/places.ts";
import type { Cells } from "../../catalog/table.ts";

const unknown = "Unknown";

/** Path of a country's flag. */
export function flagOf(country: string): string {
  return iconPath("flags", country === "ti" ? "cn" : country, unknownCountry);
}

/** "California, United States". */
export function regionLabel(country: string, region: string): string {
  if (region === "") return unknown;
  return [regionName(country, region), ...countryPart(country)].join(", ");
}

/** "San Francisco, California, United States". */
export function cityLabel(country: string, region: string, city: string): string {
  if (city === "") return unknown;
  if (countryPart(country).length === 0) return city;
  return [city, ...(region === "" ? [] : [regionName(country, region)]), countryName(country)].join(", ");
}

function countryPart(country: string): readonly string[] {
  return country === "" || country === unknownCountry ? [] : [countryName(country)];
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
export function regionMetadata(country: string, region: string): Cells {
  const place = region === "" ? nowhere : { region, country };
  return placeMetadata(place.country, place.region);
}

/** What a city's row tells besides its figures and its segment. */
export function cityMetadata(country: string, region: string, city: string): Cells {
  if (city === "") return { city_name: unknown, city: unknownCountry, ...placeMetadata(unknownCountry, unknownCountry) };
  return { city_name: city, ...placeMetadata(country, region || unknownCountry) };
}

const nowhere = { region: unknownCountry, country: unknownCountry };

function placeMetadata(country: string, region: string): Cells {
  return {
    region,
    country,
    country_name: countryName(country),
    region_name: regionName(country, region),
    logo: flagOf(country),
  };
}
