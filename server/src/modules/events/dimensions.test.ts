import { expect, it } from "vitest";
import { runVisit } from "../../../test/fixtures/visit-run.ts";
import { dimensions } from "./dimensions.ts";

const url = "https://shop.example.com/";

it("stores what an event says, and nothing for other actions", () => {
  const { visits, actions } = runVisit(dimensions, [
    [0, { url }],
    [1, { url, e_c: "Video", e_a: "Play", e_n: "Intro", e_v: "12.5" }],
    [2, { url, e_c: "Form", e_a: "Error" }],
    [3, { url, ping: "1" }],
  ]);
  expect(actions).toEqual([
    { event_category: "", event_action: "", event_name: "", event_value: null },
    { event_category: "Video", event_action: "Play", event_name: "Intro", event_value: 12.5 },
    { event_category: "Form", event_action: "Error", event_name: "", event_value: null },
  ]);
  expect(visits.map((visit) => visit.total_events)).toEqual([0, 1, 2, 2]);
});

it("counts the event that begins a visit", () => {
  expect(runVisit(dimensions, [[0, { url, e_c: "c", e_a: "a" }]]).visits[0]).toMatchObject({ total_events: 1 });
});
