import { describe, expect, it } from "vitest";
import { findZone } from "../../base/dates.ts";
import { timezoneName, timezonesByContinent } from "./timezones.ts";

describe("timezoneName", () => {
  it.each([
    ["Europe/Berlin", "Germany - Berlin"],
    ["Europe/Vienna", "Austria"],
    ["America/New_York", "United States - New York"],
    ["Etc/GMT+5", "GMT+5"],
    ["UTC", "UTC"],
    ["UTC+5.75", "UTC+5:45"],
    ["UTC-3.5", "UTC-3:30"],
  ])("%s", (zone, name) => expect(timezoneName(zone)).toBe(name));

  it("leaves the city out where the caller says that the country has one zone", () =>
    expect(timezoneName("Europe/Berlin", "DE", false)).toBe("Germany"));
});

describe("timezonesByContinent", () => {
  const groups = timezonesByContinent();

  it("begins with continents in order and ends with fixed offsets", () => {
    expect(Object.keys(groups).at(0)).toBe("Africa");
    expect(Object.keys(groups).at(-1)).toBe("UTC");
    expect(groups.UTC).toMatchObject({ "UTC-12": "UTC-12", UTC: "UTC", "UTC+5.5": "UTC+5:30" });
  });

  it("offers only zones that sites can be given", () => {
    const unknown = Object.values(groups).flatMap((zones) => Object.keys(zones).filter((zone) => !findZone(zone)));
    expect(unknown).toEqual([]);
  });
});
