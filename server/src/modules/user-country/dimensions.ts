import { continentName, continentOf, countryCodes, countryName } from "../../base/places.ts";
import { dimension, type Moment } from "../../catalog/dimension.ts";
import type { Location, LocationPart } from "../../catalog/hit.ts";
import { name, sql } from "../../db/sql.ts";
import { flagOf } from "./labels.ts";

/** A visit stays where it began, unless a later request itself tells another place. */
function ifGiven<Value>(part: LocationPart, read: (location: Location) => Value): (moment: Moment) => Value | undefined {
  return ({ hit: { location } }) => (location.given?.includes(part) ? read(location) : undefined);
}

const category = "Visitor location";

export const country = dimension({
  id: "country",
  name: "Country",
  plural: "Countries",
  column: { table: "visits", name: "country", type: "LowCardinality(String)" },
  fill: ({ hit }) => hit.location.country,
  update: ifGiven("country", (location) => location.country),
  onConversions: true,
  segment: { name: "countryCode", title: "Country code", category, accepts: "a code of two letters, such as de, us or fr" },
  label: countryName,
  logo: flagOf,
});

const countriesByName: ReadonlyMap<string, string> = new Map(countryCodes.map((code) => [countryName(code).toLowerCase(), code]));

/** The same column, named in its segment. */
export const countryByName = dimension({
  id: "countryName",
  name: "Country",
  column: country.column!,
  segmentValue: (code) => countryName(code),
  segment: {
    name: "countryName",
    category,
    accepts: "the English name of a country, such as Germany",
    toStored: (name) => countriesByName.get(name.toLowerCase()) ?? "UNK",
  },
  label: countryName,
});

/** Follows from the country; stored, so that reports and segments find it like any other. */
export const continent = dimension({
  id: "continent",
  name: "Continent",
  plural: "Continents",
  column: { table: "visits", name: "continent", type: "LowCardinality(String)" },
  fill: ({ hit }) => continentOf(hit.location.country),
  update: ifGiven("country", (location) => continentOf(location.country)),
  onConversions: true,
  segment: { name: "continentCode", category, accepts: "eur, asi, amn, amc, ams, afr, oce, ant" },
  label: continentName,
});

export const region = dimension({
  id: "region",
  name: "Region",
  plural: "Regions",
  column: { table: "visits", name: "region", type: "LowCardinality(String)" },
  fill: ({ hit }) => hit.location.region,
  update: ifGiven("region", (location) => location.region),
  onConversions: true,
  segment: { name: "regionCode", category, accepts: "a code such as CA, together with countryCode==us" },
});

export const city = dimension({
  id: "city",
  name: "City",
  plural: "Cities",
  column: { table: "visits", name: "city", type: "LowCardinality(String)" },
  fill: ({ hit }) => hit.location.city,
  update: ifGiven("city", (location) => location.city),
  onConversions: true,
  segment: { name: "city", category, accepts: "the name of a city, such as Berlin" },
});

export const latitude = dimension({
  id: "latitude",
  name: "Latitude",
  plural: "Latitudes",
  column: { table: "visits", name: "latitude", type: "Nullable(Float64)" },
  fill: ({ hit }) => hit.location.latitude,
  update: ifGiven("latitude", (location) => location.latitude),
  onConversions: true,
  segment: { name: "latitude", category, accepts: "degrees, such as -33.578: latitude>40;latitude<50 for a range" },
});

export const longitude = dimension({
  id: "longitude",
  name: "Longitude",
  plural: "Longitudes",
  column: { table: "visits", name: "longitude", type: "Nullable(Float64)" },
  fill: ({ hit }) => hit.location.longitude,
  update: ifGiven("longitude", (location) => location.longitude),
  onConversions: true,
  segment: { name: "longitude", category, accepts: "degrees, such as 14.326" },
});

/** The address as the privacy settings let it be stored. */
export const ip = dimension({
  id: "ip",
  name: "Visitor IP",
  plural: "Visitor IPs",
  column: { table: "visits", name: "ip", type: "String" },
  fill: ({ hit }) => hit.ip,
  segment: {
    name: "visitIp",
    type: "metric",
    accepts: "an address such as 13.54.122.1, or a range: visitIp>=13.54.122.0;visitIp<=13.54.122.255",
    over: { table: "visits", sql: sql`toIPv6OrDefault(ip)`, type: "IPv6" },
    suggested: name("ip"),
    signedIn: true,
  },
});

export const dimensions = [country, countryByName, continent, region, city, latitude, longitude, ip] as const;
