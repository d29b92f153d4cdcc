import { expect, it } from "vitest";
import { runVisit } from "../../../test/fixtures/visit-run.ts";
import { dimensions } from "./dimensions.ts";

it.each([
  [{}, null],
  [{ bw_bytes: "0" }, 0],
  [{ bw_bytes: "5000000000" }, 5_000_000_000],
  [{ bw_bytes: "12.9" }, 12],
  [{ bw_bytes: "-1" }, null],
  [{ bw_bytes: "many" }, null],
  [{ bw_bytes: "1e300" }, null],
])("stores %j as %j", (texts, bandwidth) => {
  expect(runVisit(dimensions, [[0, { url: "https://shop.example.com/", ...texts }]]).actions).toEqual([{ bandwidth }]);
});
