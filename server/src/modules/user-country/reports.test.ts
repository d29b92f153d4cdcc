import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Query } from "../../catalog/query.ts";
import type { Report } from "../../catalog/report.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { dimensions } from "./dimensions.ts";
import { getCity, getContinent, getCountry, getNumberOfDistinctCountries, getRegion } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions]));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-30", { country: "de", total_actions: 5, total_time: 846, visitor: 1 }),
    visitRow(2, "2026-05-31", { country: "de", visitor: 1 }),
  ]);
  await warehouse.insert("conversions", [conversionRow(1, "2026-05-30", 3, { country: "de" })]);
});
afterAll(() => remove());

it("tells visits, goals and the flag of each country", async () => {
  const query = queryFor(parsePeriods("week", "2026-05-30", "2026-06-10").periods);
  expect(await runReport(getCountry, query, { warehouse })).toEqual({
    kind: "table",
    rows: [
      {
        columns: {
          label: "Germany",
          nb_visits: 2,
          nb_actions: 6,
          max_actions: 5,
          sum_visit_length: 846,
          bounce_count: 1,
          nb_visits_converted: 0,
          goals: { "idgoal=3": { nb_conversions: 1, nb_visits_converted: 1, revenue: 0 } },
          nb_conversions: 1,
          revenue: 0,
          sum_daily_nb_uniq_visitors: 2,
          sum_daily_nb_users: 0,
        },
        metadata: { code: "de", logo: "plugins/Morpheus/icons/dist/flags/de.png", segment: "countryCode==de", logoHeight: 16 },
      },
    ],
  });
});

it("tells the first rows alone, and how many there are", async () => {
  await warehouse.insert("visits", [visitRow(3, "2026-05-31", { country: "fr" }), visitRow(4, "2026-05-31", { country: "gb" })]);
  const query = queryFor(parsePeriods("week", "2026-05-30", "2026-06-10").periods);
  const tableOf = async (asked: Query) => {
    const answer = await runReport(getCountry, asked, { warehouse });
    return answer.kind === "table" ? answer : undefined;
  };
  const all = await tableOf(query);
  expect(all?.rows).toHaveLength(3);
  const mostOf = (rows: number, of: string) => tableOf({ ...query, most: { rows, of } });
  expect(await mostOf(1, "nb_visits")).toEqual({ ...all, rows: all?.rows.slice(0, 1), totalRows: 3 });
  // Equals count, and so do all where rows are ranked by what is worked out last.
  expect(await mostOf(2, "nb_actions")).toEqual(all);
  expect(await mostOf(1, "revenue")).toEqual(all);
});

const flag = (code: string) => `plugins/Morpheus/icons/dist/flags/${code}.png`;
const california = { region: "CA", country: "us", country_name: "United States", region_name: "California", logo: flag("us") };
const nowhere = { region: "xx", country: "xx", country_name: "Unknown", region_name: "Unknown", logo: flag("xx") };

describe("places of one day", () => {
  beforeAll(async () => {
    const there = { country: "us", continent: "amn", region: "CA", city: "San Francisco", latitude: 37.7745, longitude: -122.4194 };
    await warehouse.insert("visits", [
      visitRow(11, "2026-06-08", there),
      visitRow(12, "2026-06-08", { country: "us", continent: "amn", region: "CA", city: "Oakland", latitude: null, longitude: null }),
      visitRow(13, "2026-06-08", { country: "us", continent: "amn" }),
      visitRow(14, "2026-06-08", { country: "de", continent: "eur" }),
      visitRow(15, "2026-06-08", there),
    ]);
  });

  const ask = (report: Report, language?: string) =>
    runReport(report, queryFor(parsePeriods("day", "2026-06-08", "2026-06-10").periods, language ? { language } : {}), { warehouse });
  const rowsOf = async (report: Report, language?: string) => {
    const answer = await ask(report, language);
    return (answer.kind === "table" ? answer.rows : []).map(({ columns, metadata }) => [columns.label, columns.nb_visits, metadata]);
  };

  it("by region: what is not known is one row", async () => {
    expect(await rowsOf(getRegion)).toEqual([
      ["California, United States", 3, { segment: "regionCode==CA;countryCode==us", ...california }],
      ["Unknown", 2, nowhere],
    ]);
  });

  it("by city, with its position where that is known", async () => {
    const segment = (city: string) => `city==${city};regionCode==CA;countryCode==us`;
    expect(await rowsOf(getCity)).toEqual([
      [
        "San Francisco, California, United States",
        2,
        { segment: segment("San+Francisco"), city_name: "San Francisco", lat: 37.775, long: -122.419, ...california },
      ],
      ["Unknown", 2, { city_name: "Unknown", city: "xx", ...nowhere }],
      ["Oakland, California, United States", 1, { segment: segment("Oakland"), city_name: "Oakland", ...california }],
    ]);
  });

  it("by continent and country, in the language of the request", async () => {
    expect(await rowsOf(getContinent, "de")).toEqual([
      ["Nordamerika", 4, { code: "Nordamerika" }],
      ["Europa", 1, { code: "Europa" }],
    ]);
    expect((await rowsOf(getCountry, "de")).map(([label]) => label)).toEqual(["Vereinigte Staaten", "Deutschland"]);
  });

  it("as a number of countries", async () => {
    expect(await ask(getNumberOfDistinctCountries)).toEqual({ kind: "single", columns: { UserCountry_distinctCountries: 2 } });
  });
});
