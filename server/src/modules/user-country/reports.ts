import { continentName } from "../../base/places.ts";
import { metric } from "../../catalog/metric.ts";
import { byValue, byValues, type Report, report, totals } from "../../catalog/report.ts";
import { name, type Sql, sql } from "../../db/sql.ts";
import { visitMetrics, visitRatios } from "../../reporting/visit-metrics.ts";
import { city, continent, country, region } from "./dimensions.ts";
import { cityLabel, cityMetadata, citySegment, regionLabel, regionMetadata, regionSegment } from "./labels.ts";

const figures = { metrics: visitMetrics, processed: visitRatios, goals: true } as const;

export const getCountry = report({
  method: "UserCountry.getCountry",
  name: "Country",
  docs: "The countries that visitors were in.",
  place: ["Visitors", "Locations", 5],
  listing: { metrics: ["nb_visits", "nb_uniq_visitors", "nb_actions"] },
  comparesAlone: "rows",
  rows: byValue(country, { metadata: (code) => ({ code, logoHeight: 16 }) }),
  ...figures,
});

export const getContinent = report({
  method: "UserCountry.getContinent",
  name: "Continent",
  docs: "The continents that visitors were on.",
  place: ["Visitors", "Locations", 6],
  listing: { metrics: ["nb_visits", "nb_uniq_visitors", "nb_actions"] },
  // NOTE matomo: what is called the code is the name.
  rows: byValue(continent, { segment: () => undefined, metadata: (code, language) => ({ code: continentName(code, language) }) }),
  ...figures,
});

export const getRegion = report({
  method: "UserCountry.getRegion",
  name: "Region",
  docs: "The regions, states or provinces that visitors were in, as far as their address tells.",
  place: ["Visitors", "Locations", 7],
  listing: { metrics: ["nb_visits", "nb_uniq_visitors", "nb_actions"] },
  rows: byValues([region, country], {
    label: (code, home, language) => regionLabel(home, code, language),
    segment: (code, home) => regionSegment(home, code),
    metadata: (code, home, language) => regionMetadata(home, code, language),
  }),
  ...figures,
});

/** Degrees to three places, which is some hundred metres. Decimals are rounded half away from zero; nothing and 0 are not told. */
function degrees(column: string): Sql {
  return sql`nullIf(round(toDecimal64(max(${name(column)}), 6), 3), 0)`;
}

export const getCity = report({
  method: "UserCountry.getCity",
  name: "City",
  docs: "The cities that visitors were in, as far as their address tells.",
  place: ["Visitors", "Locations", 10],
  listing: { metrics: ["nb_visits", "nb_uniq_visitors", "nb_actions"] },
  rows: byValues([city, region, country], {
    label: (town, code, home, language) => cityLabel(home, code, town, language),
    segment: (town, code, home) => citySegment(home, code, town),
    metadata: (town, code, home, language) => cityMetadata(home, code, town, language),
    told: { lat: degrees("latitude"), long: degrees("longitude") },
  }),
  ...figures,
});

export const getNumberOfDistinctCountries = report({
  method: "UserCountry.getNumberOfDistinctCountries",
  name: "Number of distinct countries",
  docs: "From how many countries visitors came.",
  rows: totals(),
  metrics: [metric({ id: "UserCountry_distinctCountries", name: "Distinct countries", unit: "count", sql: sql`uniqExact(country)` })],
});

export const reports: readonly Report[] = [getCountry, getContinent, getRegion, getCity, getNumberOfDistinctCountries];
