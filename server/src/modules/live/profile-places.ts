import type { Cells } from "../../catalog/table.ts";
import { countEach, mostFirst } from "./counted.ts";

/** Where a visitor was. NOTE matomo: places stand by visits, rising. */
export function placeFields(visits: readonly Cells[]): Cells {
  const ofContinent = (code: string) => visits.find(({ continentCode }) => continentCode === code);
  const ofCountry = (code: string) => visits.filter(({ countryCode }) => countryCode === code);
  const leastFirst = (codes: readonly string[]) => [...countEach(codes)].sort(([, one], [, other]) => one - other);
  return {
    hasLatLong: visits.some(({ latitude }) => latitude !== null),
    continents: leastFirst(visits.map(({ continentCode }) => String(continentCode))).map(([code, count]) => ({
      continent: code,
      nb_visits: count,
      prettyName: ofContinent(code)?.continent ?? code,
    })),
    countries: leastFirst(visits.map(({ countryCode }) => String(countryCode))).map(([code, count]) => ({
      country: code,
      nb_visits: count,
      flag: ofCountry(code)[0]?.countryFlag ?? null,
      prettyName: ofCountry(code)[0]?.country ?? code,
      ...citiesOf(ofCountry(code)),
    })),
  };
}

function citiesOf(visits: readonly Cells[]): Cells {
  const cities = [...new Set(visits.flatMap(({ city }) => city || []))];
  return cities.length > 0 ? { cities } : {};
}

/** The devices that a visitor used, by their type. */
export function deviceFields(visits: readonly Cells[]): Cells {
  const byName = [...countEach(visits.map(({ deviceType }) => String(deviceType)))].sort(([one], [other]) => (one < other ? -1 : 1));
  const devices = mostFirst(new Map(byName)).map(([type, count]) => {
    const own = visits.filter(({ deviceType }) => deviceType === type);
    const names = countEach(own.map(deviceName));
    return { type, count, icon: own[0]?.deviceTypeIcon ?? null, devices: [...names].map(([name, times]) => ({ name, count: times })) };
  });
  return { devices };
}

function deviceName({ deviceBrand, deviceModel }: Cells): string {
  return deviceBrand === "Unknown" ? String(deviceModel) : `${deviceBrand} ${deviceModel}`.trim();
}
