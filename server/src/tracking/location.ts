import { countryOfLanguages } from "../base/languages.ts";
import { unknownCountry } from "../base/places.ts";
import type { HitParams, Location, LocationPart } from "../catalog/hit.ts";
import type { LocationDatabases } from "./location-databases.ts";

export interface LocatorConfig {
  /**
   * Id of the provider that was chosen. `default` guesses the country from the browser's languages, `disabled` finds nothing; any other, or
   * none, asks the databases first and guesses where they do not know.
   */
  readonly provider: string | undefined;
  readonly databases: LocationDatabases;
}

/**
 * Finds where a hit came from. What `overrides` tell (`country`, `region`, `city`, `lat`, `long`) comes first, part by part; whoever calls
 * has made sure that the request may tell it.
 */
export type Locate = (ip: string, languages: string, overrides: HitParams) => Location;

export function createLocator(config: LocatorConfig): Locate {
  return (ip, languages, overrides) => {
    const told = readOverrides(overrides);
    const given = Object.keys(told) as LocationPart[];
    const location = { ...locateAddress(config, ip, languages), ...told };
    const rounded = { ...location, latitude: rounding(location.latitude), longitude: rounding(location.longitude) };
    return given.length > 0 ? { ...rounded, given } : rounded;
  };
}

const nowhere: Location = { country: unknownCountry, region: "", city: "", latitude: null, longitude: null };

function locateAddress({ provider, databases }: LocatorConfig, ip: string, languages: string): Location {
  if (provider === "disabled") return nowhere;
  const byAddress = provider === "default" ? undefined : (databases.city?.(ip) ?? databases.country(ip));
  return byAddress ?? { ...nowhere, country: countryOfLanguages(languages) };
}

const longestCountry = 3;
const longestRegion = 3;
const longestCity = 255;

/** NOTE matomo: `0` counts as not told, for coordinates too. */
function readOverrides(params: HitParams): Partial<Omit<Location, "given">> {
  const text = (name: string, longest: number) => (params.flag(name) ? params.text(name).trim().slice(0, longest) : "");
  const degrees = (name: string, most: number) => {
    const number = params.flag(name) ? params.number(name) : undefined;
    return number !== undefined && Math.abs(number) <= most ? number : undefined;
  };
  const country = text("country", longestCountry).toLowerCase();
  const region = text("region", longestRegion);
  const city = text("city", longestCity);
  const latitude = degrees("lat", 90);
  const longitude = degrees("long", 180);
  return {
    ...(country && { country }),
    ...(region && { region }),
    ...(city && { city }),
    ...(latitude !== undefined && { latitude }),
    ...(longitude !== undefined && { longitude }),
  };
}

/** A millionth of a degree is ten centimetres: what Matomo stores. */
function rounding(degrees: number | null): number | null {
  return degrees === null ? null : Math.round(degrees * 1e6) / 1e6;
}
