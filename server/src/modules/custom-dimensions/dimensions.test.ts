import { describe, expect, it } from "vitest";
import { trackedSite } from "../../../test/fixtures/tracked-site.ts";
import { runVisit, type TimedHit } from "../../../test/fixtures/visit-run.ts";
import type { CustomDimension } from "../../catalog/hit.ts";
import { dimensions } from "./dimensions.ts";

const plain: CustomDimension = { id: 1, index: 1, scope: "visit", active: true, extractions: [], caseSensitive: true };
const site = trackedSite({
  customDimensions: [
    plain,
    { ...plain, id: 2, index: 2, active: false },
    { ...plain, id: 3, index: 1, scope: "action" },
    { ...plain, id: 4, index: 5, scope: "action" },
  ],
});
const url = "https://shop.example.com/";

function run(...hits: readonly TimedHit[1][]) {
  return runVisit(
    dimensions,
    hits.map((texts, second) => [second, { url, ...texts }]),
    site,
  );
}

describe("custom dimensions of a visit", () => {
  it("are null until they are said, and what was said last, even if empty", () => {
    const { visits } = run(
      {},
      { dimension1: "pro" },
      {},
      { dimension1: "team", idgoal: "1" },
      { dimension1: "free", ping: "1" },
      { dimension1: "" },
    );
    expect(visits.map((visit) => visit.custom_dimension_1)).toEqual([null, "pro", "pro", "team", "free", ""]);
  });

  it("stay null where they are off or not the site's", () => {
    expect(run({ dimension2: "off", dimension9: "unknown" }).visits[0]).toMatchObject({
      custom_dimension_2: null,
      custom_dimension_5: null,
    });
  });

  it("go with conversions", () => {
    const withConversions = dimensions.filter(({ onConversions }) => onConversions);
    expect(withConversions.map(({ column }) => column?.table)).toEqual(["visits", "visits", "visits", "visits", "visits"]);
  });
});

it("custom dimensions of an action stand on that action alone, in the column of their index", () => {
  const { actions } = run({ dimension3: "Ada", dimension4: "blog" }, {}, { dimension4: "" });
  expect(actions.map((action) => [action.custom_dimension_1, action.custom_dimension_5])).toEqual([
    ["Ada", "blog"],
    [null, null],
    [null, ""],
  ]);
});
