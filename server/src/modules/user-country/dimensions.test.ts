import { describe, expect, it } from "vitest";
import type { Dimension, Moment } from "../../catalog/dimension.ts";
import type { Location } from "../../catalog/hit.ts";
import { city, continent, country, countryByName, dimensions, latitude } from "./dimensions.ts";

const paris: Location = { country: "fr", region: "IDF", city: "Paris", latitude: 48.8566, longitude: 2.3522 };

function at(location: Location): Moment {
  return { hit: { location } } as Moment;
}

describe("place of a visit", () => {
  it("begins where the first hit came from", () => {
    expect(country.fill?.(at(paris))).toBe("fr");
    expect(continent.fill?.(at(paris))).toBe("eur");
    expect(latitude.fill?.(at(paris))).toBe(48.8566);
  });

  it("stays there whatever address later hits come from", () => {
    for (const each of dimensions as readonly Dimension[]) expect(each.update?.(at(paris)), each.id).toBeUndefined();
  });

  it("moves, part by part, where a later hit tells", () => {
    const told = at({ ...paris, given: ["city"] });
    expect(city.update?.(told)).toBe("Paris");
    expect(country.update?.(told)).toBeUndefined();
    expect(continent.update?.(at({ ...paris, given: ["country"] }))).toBe("eur");
  });

  it("is found by the country's name", () => {
    const { toStored } = countryByName.segment as { toStored: (name: string) => string };
    expect(toStored("germany")).toBe("de");
    expect(toStored("Nowhere")).toBe("UNK");
  });
});
