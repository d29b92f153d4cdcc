import { currencies } from "../../base/currencies.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, text } from "../../catalog/params.ts";
import { boundsOf } from "./ip-range.ts";
import { timezoneName, timezonesByContinent } from "./timezones.ts";

const getCurrencyList = method({
  method: "SitesManager.getCurrencyList",
  docs: "Lists the currencies by name, with their signs.",
  access: "anyone",
  params: {},
  run: () => {
    const named = [...currencies].map(([code, { name, sign }]) => [code, `${name} (${sign})`] as const);
    return Object.fromEntries(named.sort(([, a], [, b]) => (a < b ? -1 : 1)));
  },
});

const getCurrencySymbols = method({
  method: "SitesManager.getCurrencySymbols",
  docs: "Lists the signs of currencies as they are used at home.",
  access: "anyone",
  params: {},
  run: () => Object.fromEntries([...currencies].map(([code, { symbol }]) => [code, symbol])),
});

const getTimezonesList = method({
  method: "SitesManager.getTimezonesList",
  docs: "Lists the timezones by continent, and fixed offsets under UTC.",
  access: "anyone",
  params: {},
  run: () => timezonesByContinent(),
});

const getTimezoneName = method({
  method: "SitesManager.getTimezoneName",
  docs: "Names a timezone by its country, and by its city where the country has several.",
  access: "anyone",
  params: { timezone: text(), countryCode: text().optional(), multipleTimezonesInCountry: flag().optional() },
  run: ({ params }) => timezoneName(params.timezone, params.countryCode?.toUpperCase(), params.multipleTimezonesInCountry),
});

const getIpsForRange = method({
  method: "SitesManager.getIpsForRange",
  docs: "Tells the first and the last address of a range; false where it is none.",
  access: "anyone",
  params: { ipRange: text() },
  run: ({ params }) => boundsOf(params.ipRange) ?? false,
});

/** What the forms of a site offer to choose from. */
export const choices: readonly Method[] = [getCurrencyList, getCurrencySymbols, getTimezonesList, getTimezoneName, getIpsForRange];
