import { expect, it } from "vitest";
import { runVisit } from "../../../test/fixtures/visit-run.ts";
import { dimensions } from "./dimensions.ts";

const url = "https://shop.example.com/";
const all = { pf_net: "18", pf_srv: "711", pf_tfr: "70", pf_dm1: "44", pf_dm2: "876", pf_onl: "0" };

it("stores how long a page took", () => {
  expect(runVisit(dimensions, [[0, { url, ...all }]]).actions).toEqual([
    { time_network: 18, time_server: 711, time_transfer: 70, time_dom_processing: 44, time_dom_completion: 876, time_on_load: 0 },
  ]);
});

it.each([
  ["not told", {}, null],
  ["negative", { pf_net: "-5" }, null],
  ["no whole number", { pf_net: "1.5" }, null],
  ["the longest there is", { pf_net: "16777215" }, 16_777_215],
  ["too long", { pf_net: "16777216" }, null],
  ["of an event", { pf_net: "5", e_c: "c", e_a: "a" }, null],
  ["of a search", { pf_net: "5", search: "boots" }, null],
])("a duration that is %s", (_what, texts, expected) => {
  expect(runVisit(dimensions, [[0, { url, ...texts }]]).actions[0]).toMatchObject({ time_network: expected });
});
