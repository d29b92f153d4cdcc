import { createRequire } from "node:module";
import maxmind from "maxmind";
import { readAddress } from "../base/ip-ranges.ts";
import { regionCodeOf } from "../base/places.ts";
import type { Location } from "../catalog/hit.ts";

/** Where an address is; undefined where the database does not know. */
export type Lookup = (ip: string) => Location | undefined;

export interface LocationDatabases {
  /** Country by address; always there. */
  readonly country: Lookup;
  /** Country, region, city and coordinates, where a file with them is configured. */
  readonly city: Lookup | undefined;
}

/**
 * Opens the country database that comes with the product and, where given, a city database in MaxMind's format (GeoLite2, DB-IP and the
 * like). Throws where the file cannot be read. Later changes of the city file are noticed.
 */
export async function openLocationDatabases(cityFile?: string): Promise<LocationDatabases> {
  const countryFile = createRequire(import.meta.url).resolve("@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb");
  return {
    country: await openLookup(countryFile, false),
    city: cityFile ? await openLookup(cityFile, true) : undefined,
  };
}

async function openLookup(file: string, watchForUpdates: boolean): Promise<Lookup> {
  const reader = await maxmind.open(file, watchForUpdates ? { watchForUpdates, watchForUpdatesNonPersistent: true } : {});
  return (ip) => {
    const address = readAddress(ip);
    // Databases give private and reserved addresses to whoever registered the block around them.
    if (address?.range() !== "unicast") return undefined;
    return readRecord(reader.get(address.toString()) as unknown);
  };
}

/**
 * Reads a record of either kind of database: nested with names by language, as MaxMind's, or flat (`country_code`, `state1`, `city`), as
 * those of ip-location-db. Undefined where it names no country.
 */
export function readRecord(record: unknown): Location | undefined {
  const country = (text(record, "country", "iso_code") || text(record, "country_code")).toLowerCase();
  if (country === "") return undefined;
  return {
    country,
    region: regionOf(record, country),
    city: text(record, "city", "names", "en") || text(record, "city"),
    latitude: number(record, "location", "latitude") ?? number(record, "latitude") ?? null,
    longitude: number(record, "location", "longitude") ?? number(record, "longitude") ?? null,
  };
}

/** Code of the region, from a code with or without the country before it, or from a name. */
function regionOf(record: unknown, country: string): string {
  const all = at(record, "subdivisions");
  // NOTE matomo: the region of a place in Great Britain is the innermost one, elsewhere the outermost.
  const region: unknown = Array.isArray(all) ? all.at(country === "gb" ? -1 : 0) : undefined;
  const code = text(region, "iso_code").toUpperCase().replace(`${country.toUpperCase()}-`, "");
  const name = text(region, "names", "en") || text(record, "state1");
  return code || (name === "" ? "" : (regionCodeOf(country, name) ?? ""));
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key) ? (inner as Record<string, unknown>)[key] : undefined,
    value,
  );
}

function text(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
}

function number(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  // Flat databases write numbers as text.
  const converted = typeof found === "string" && found !== "" ? Number(found) : found;
  return typeof converted === "number" && Number.isFinite(converted) ? converted : undefined;
}
