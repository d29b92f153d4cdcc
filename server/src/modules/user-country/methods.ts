import { countryCodes, countryName } from "../../base/places.ts";
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

export const methods: readonly Method[] = [setLocationProvider, getCountryCodeMapping];
