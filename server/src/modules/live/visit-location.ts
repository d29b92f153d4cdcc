import { continentName, continentOf, countryName, regionName } from "../../base/places.ts";
import type { Cells } from "../../catalog/table.ts";
import { country } from "../user-country/dimensions.ts";
import type { VisitRow } from "./rows.ts";

/** Where the visitor was. */
export function locationFields(visit: VisitRow): Cells {
  const city = visit.city || null;
  const region = visit.region === "" || visit.region === "xx" ? null : regionName(visit.country, visit.region);
  const continent = continentOf(visit.country);
  return {
    continent: continentName(continent),
    continentCode: continent,
    country: countryName(visit.country),
    countryCode: visit.country,
    countryFlag: country.logo?.(visit.country) ?? null,
    region,
    regionCode: visit.region || null,
    city,
    location: [city, region, countryName(visit.country)].filter((part) => part).join(", "),
    latitude: visit.latitude || null,
    longitude: visit.longitude || null,
  };
}
