import { readFileSync } from "node:fs";
import { continentName, continentOf, countryName } from "../../base/places.ts";
import { textOrder } from "../../base/text-order.ts";

/** Offsets in hours for sites that want no summer time. */
const offsets = [
  -12, -11.5, -11, -10.5, -10, -9.5, -9, -8.5, -8, -7.5, -7, -6.5, -6, -5.5, -5, -4.5, -4, -3.5, -3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1,
  1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 5.75, 6, 6.5, 7, 7.5, 8, 8.5, 8.75, 9, 9.5, 10, 10.5, 11, 11.5, 12, 12.75, 13, 13.75, 14,
];

/** Zones of each country by its code (from the public time zone database), and the country of each zone. */
const zonesByCountry = new Map(
  Object.entries(
    JSON.parse(readFileSync(new URL("../../../data/timezones.json", import.meta.url), "utf8")) as Record<string, readonly string[]>,
  ),
);
const countryByZone: ReadonlyMap<string, string> = new Map(
  [...zonesByCountry].flatMap(([country, zones]) => zones.map((zone) => [zone, country])),
);

/** A zone as people call it: `Germany - Berlin`, `Austria`, `UTC+5:30`. `several` says whether the country has more zones. */
export function timezoneName(zone: string, country = countryByZone.get(zone), several?: boolean): string {
  if (zone.startsWith("UTC")) return zone.replace(".25", ":15").replace(".5", ":30").replace(".75", ":45");
  const city = zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
  if (!country) return city;
  const name = countryName(country);
  return (several ?? (zonesByCountry.get(country)?.length ?? 0) > 1) ? `${name} - ${city}` : name;
}

/** All zones by the continent of their country, then the fixed offsets under `UTC`; each with its name. */
export function timezonesByContinent(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const zones = [...countryByZone].map(([zone, country]) => ({
    zone,
    name: timezoneName(zone),
    continent: continentOf(country.toLowerCase()),
  }));
  const continents = [...new Set(zones.map(({ continent }) => continent))].sort((a, b) => textOrder(continentName(a), continentName(b)));
  const named = continents.map((continent) => {
    const own = zones.filter((each) => each.continent === continent).sort((a, b) => textOrder(a.name, b.name));
    return [continentName(continent), Object.fromEntries(own.map(({ zone, name }) => [zone, name]))] as const;
  });
  const fixed = offsets.map((hours) => `UTC${hours > 0 ? "+" : ""}${hours === 0 ? "" : hours}`);
  return { ...Object.fromEntries(named), UTC: Object.fromEntries(fixed.map((zone) => [zone, timezoneName(zone)])) };
}
