import { expect, it } from "vitest";
import { dimension, type SegmentName } from "../catalog/dimension.ts";
import { offeredSegments } from "./segments.ts";

const declared = (id: string, segment: string | SegmentName) => dimension({ id, name: `Name of ${id}`, segment });

const dimensions = [
  declared("url", { name: "pageUrl", category: "Behaviour" }),
  declared("type", "visitorType"),
  declared("count", { name: "actions", type: "metric", title: "Actions In Visit" }),
  declared("extra", { name: "bandwidth", hidden: true }),
  dimension({ id: "silent", name: "No segment" }),
];

it("are offered by category, metrics first, by name", () => {
  const custom = [
    { dimension: 1, name: "Plan", scope: "visit" },
    { dimension: 2, name: "Author", scope: "action" },
  ];
  expect(offeredSegments(dimensions, custom).map(({ segment, name, category }) => [segment, name, category])).toEqual([
    ["actions", "Actions In Visit", "Visitors"],
    ["visitorType", "Name of type", "Visitors"],
    ["dimension1", "Plan", "Visitors"],
    ["dimension2", "Author", "Behaviour"],
    ["pageUrl", "Name of url", "Behaviour"],
  ]);
});

it("come with what is hidden only where that is asked for", () => {
  const all = offeredSegments(dimensions, [], { withHidden: true });
  expect(all.map(({ segment }) => segment)).toContain("bandwidth");
  expect(all).toHaveLength(4);
});
