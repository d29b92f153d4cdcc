import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Report } from "../../catalog/report.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { dimensions } from "./dimensions.ts";
import {
  getBrand,
  getBrowserEngines,
  getBrowsers,
  getBrowserVersions,
  getModel,
  getOsFamilies,
  getOsVersions,
  getType,
} from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions]));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-30", { device_type: "tv" }),
    visitRow(2, "2026-05-30", { device_type: "smartphone", goal_converted: 1 }),
    visitRow(3, "2026-05-30", { device_type: "tablet" }),
    visitRow(4, "2026-05-30", { device_type: "tablet" }),
  ]);
  await warehouse.insert("conversions", [conversionRow(2, "2026-05-30", 1, { device_type: "smartphone", revenue: 2 })]);
});
afterAll(() => remove());

it("lists all kinds of device, those that nobody used with no more than that", async () => {
  const answer = await runReport(getType, queryFor(parsePeriods("day", "2026-05-30", "2026-06-10").periods), { warehouse });
  const rows = answer.kind === "table" ? answer.rows : [];
  expect(rows.map(({ columns }) => `${columns.label} ${columns.nb_visits}`)).toEqual([
    "Tablet 2",
    "Smartphone 1",
    "Tv 1",
    "Camera 0",
    "Car browser 0",
    "Console 0",
    "Desktop 0",
    "Feature phone 0",
    "Peripheral 0",
    "Phablet 0",
    "Portable media player 0",
    "Smart display 0",
    "Smart speaker 0",
    "Wearable 0",
  ]);
  expect(rows[1]?.columns).toMatchObject({ goals: { "idgoal=1": { nb_conversions: 1 } }, nb_conversions: 1, revenue: 2 });
  expect(rows[4]).toEqual({
    columns: { label: "Car browser", nb_visits: 0 },
    metadata: { segment: "deviceType==car+browser", logo: "plugins/Morpheus/icons/dist/devices/car_browser.png" },
  });
});

it("lists only the kinds that were used within a map", async () => {
  const { periods } = parsePeriods("day", "2026-05-30,2026-05-31", "2026-06-10");
  const answer = await runReport(getType, queryFor(periods, { severalPeriods: true }), { warehouse });
  const [, first] = answer.kind === "map" ? answer.entries[0]! : [];
  expect(first?.kind === "table" && first.rows.length).toBe(3);
});

describe("devices of one day", () => {
  beforeAll(async () => {
    const visit = (number: number, more: object) => visitRow(number, "2026-06-08", more);
    const iphone = { device_brand: "AP", device_model: "iPhone", os: "IOS", os_version: "17.5", browser: "MF", browser_version: "17.5" };
    await warehouse.insert("visits", [
      visit(11, { ...iphone, browser_engine: "WebKit" }),
      visit(12, { ...iphone, os: "IPA", browser_engine: "WebKit" }),
      visit(13, { device_model: "generic desktop", os: "WIN", os_version: "11", browser: "CH", browser_version: "128.0" }),
      visit(14, { device_brand: "SA", device_model: "generic smartphone", browser: "Reader App", browser_engine: "Blink" }),
    ]);
  });

  const logo = (path: string) => `plugins/Morpheus/icons/dist/${path}.png`;
  const rowsOf = async (report: Report) => {
    const answer = await runReport(report, queryFor(parsePeriods("day", "2026-06-08", "2026-06-10").periods), { warehouse });
    return (answer.kind === "table" ? answer.rows : []).map(({ columns, metadata }) => [columns.label, columns.nb_visits, metadata]);
  };

  it.each<[Report, readonly (readonly [string, number, object])[]]>([
    [
      getModel,
      [
        ["Apple - iPhone", 2, { segment: "deviceBrand==Apple;deviceModel==iPhone" }],
        ["Generic Desktop", 1, { segment: "deviceBrand==Unknown;deviceModel==generic+desktop" }],
        ["Samsung - Generic Smartphone", 1, { segment: "deviceBrand==Samsung;deviceModel==generic+smartphone" }],
      ],
    ],
    [
      getBrand,
      [
        ["Apple", 2, { segment: "deviceBrand==Apple", logo: logo("brand/Apple") }],
        ["Samsung", 1, { segment: "deviceBrand==Samsung", logo: logo("brand/Samsung") }],
        ["Unknown", 1, { segment: "deviceBrand==Unknown", logo: logo("brand/unk") }],
      ],
    ],
    [
      getOsFamilies,
      [
        ["iOS", 2, { logo: logo("os/IOS") }],
        ["Unknown", 1, { logo: logo("os/UNK") }],
        ["Windows", 1, { logo: logo("os/WIN") }],
      ],
    ],
    [
      getOsVersions,
      [
        ["iOS 17.5", 2, { segment: "operatingSystemCode==IOS;operatingSystemVersion==17.5", logo: logo("os/IOS") }],
        ["Unknown", 1, { segment: "operatingSystemCode==;operatingSystemVersion==", logo: logo("os/UNK") }],
        ["Windows 11", 1, { segment: "operatingSystemCode==WIN;operatingSystemVersion==11", logo: logo("os/WIN") }],
      ],
    ],
    [
      getBrowsers,
      [
        ["Mobile Safari", 2, { segment: "browserCode==MF", logo: logo("browsers/MF") }],
        ["Chrome", 1, { segment: "browserCode==CH", logo: logo("browsers/CH") }],
        ["Reader App", 1, { logo: logo("browsers/UNK") }],
      ],
    ],
    [
      getBrowserVersions,
      [
        ["Mobile Safari 17.5", 2, { segment: "browserCode==MF;browserVersion==17.5", logo: logo("browsers/MF") }],
        ["Chrome 128.0", 1, { segment: "browserCode==CH;browserVersion==128.0", logo: logo("browsers/CH") }],
        ["Reader App", 1, { segment: "browserCode==Reader+App;browserVersion==", logo: logo("browsers/UNK") }],
      ],
    ],
    [
      getBrowserEngines,
      [
        ["WebKit (Safari)", 2, { segment: "browserEngine==WebKit" }],
        ["Blink (Chrome, Opera)", 1, { segment: "browserEngine==Blink" }],
        ["Unknown", 1, { segment: "browserEngine==" }],
      ],
    ],
  ])("$method names, pictures and links them", async (report, expected) => {
    expect(await rowsOf(report)).toEqual(expected);
  });
});
