import { unknownThing } from "../../base/errors.ts";
import { continentName, continentOf, countryCodes, countryName, regionName } from "../../base/places.ts";
import { type Method, method } from "../../catalog/method.ts";
import { text } from "../../catalog/params.ts";
import { changeSettings } from "../../db/settings.ts";

const setLocationProvider = method({
  method: "UserCountry.setLocationProvider",
  docs: "Chooses how places of visitors are found: 'default' goes by the browser's language, others by address.",
  access: "superuser",
  params: { providerId: text() },
  run: async ({ params, records }) => {
    await changeSettings(records, { locationProvider: params.providerId });
    return undefined;
  },
});

const getCountryCodeMapping = method({
  method: "UserCountry.getCountryCodeMapping",
  docs: "Lists the names of countries by their codes.",
  access: "anyone",
  params: {},
  run: () => Object.fromEntries(countryCodes.map((code) => [code, countryName(code)])),
});

const getLocationFromIP = method({
  method: "UserCountry.getLocationFromIP",
  docs: "Tells where an address is, that of the caller where none is given, as far as the databases know.",
  access: "someView",
  params: { ip: text().or(""), provider: text().or("") },
  run: ({ params, locate, ip: ownAddress }) => {
    const ip = params.ip || ownAddress;
    const place = providersWithoutAddress.includes(params.provider) ? undefined : locate?.(ip);
    if (!place) throw unknownThing("place of the address", ip);
    const { country, region, city, latitude, longitude } = place;
    return {
      ip,
      continent_code: continentOf(country),
      continent_name: continentName(continentOf(country)),
      country_code: country.toUpperCase(),
      country_name: countryName(country),
      ...(region !== "" && { region_code: region, region_name: regionName(country, region) }),
      ...(city !== "" && { city_name: city }),
      ...(latitude !== null && { lat: latitude }),
      ...(longitude !== null && { long: longitude }),
    };
  },
});

/** These do not ask where addresses are. */
const providersWithoutAddress: readonly string[] = ["default", "disabled"];

export const methods: readonly Method[] = [setLocationProvider, getCountryCodeMapping, getLocationFromIP];
