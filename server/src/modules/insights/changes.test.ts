import { describe, expect, it } from "vitest";
import { changesOf, type Demands, growthOf, notable } from "./changes.ts";
import { shakerDemands, visitsFor } from "./demands.ts";

const now = new Map(Object.entries({ de: 30, us: 10, fr: 4, nl: 2, it: 0 }));
const before = new Map(Object.entries({ de: 10, us: 40, fr: 4, be: 6, it: 0 }));
const changes = changesOf(now, before);
const all: Demands = { least: { new: 0, mover: 0, disappeared: 0 }, growth: 0, loss: 0, order: "absolute", increasers: -1, decreasers: -1 };
const labels = (demands: Partial<Demands>) => notable(changes, { ...all, ...demands }).map(({ label }) => label);

it.each([
  [5, 5, 0],
  [0, 0, 0],
  [3, 0, 100],
  [0, 3, -100],
  [1, 3, -66.7],
  [10, 4, 150],
])("from %s after %s is a growth of %s percent", (later, earlier, growth) => {
  expect(growthOf(later, earlier)).toBe(growth);
});

it("changes are of rows that moved, came or went", () => {
  expect(changes.map(({ label, kind, growth }) => [label, kind, growth])).toEqual([
    ["de", "mover", 200],
    ["us", "mover", -75],
    ["fr", "mover", 0],
    ["nl", "new", 100],
    ["it", "mover", 0],
    ["be", "disappeared", -100],
  ]);
});

describe("notable changes", () => {
  it("are told by difference: what grew first, then what shrank, the most first", () => {
    expect(labels({})).toEqual(["de", "nl", "fr", "it", "us", "be"]);
  });

  it("can be told by growth, or by how much they matter", () => {
    expect(labels({ order: "relative" })).toEqual(["de", "nl", "fr", "it", "be", "us"]);
    expect(labels({ order: "importance" })).toEqual(["us", "de", "be", "nl", "fr", "it"]);
  });

  it("are of the kinds that are asked for, and as great as is asked", () => {
    expect(labels({ least: { new: 0, disappeared: 0 } })).toEqual(["nl", "be"]);
    expect(labels({ least: { new: 3, mover: 20, disappeared: 6 } })).toEqual(["de", "us", "be"]);
    expect(labels({ growth: 100, loss: -80 })).toEqual(["de", "nl", "be"]);
  });

  it("are as many as are asked for, in either direction", () => {
    expect(labels({ increasers: 1, decreasers: 1 })).toEqual(["de", "us"]);
    expect(labels({ increasers: 0 })).toEqual(["us", "be"]);
  });
});

describe("movers and shakers", () => {
  it.each([
    ["stands still", { now: 1000, before: 1000 }, { growth: 20, loss: -20, least: { new: 50, mover: 10, disappeared: 70 } }],
    ["shrinks", { now: 500, before: 1000 }, { growth: 70, loss: -70, least: { new: 25, mover: 5, disappeared: 35 } }],
    ["doubles", { now: 2000, before: 1000 }, { growth: 140, loss: -70, least: { new: 60, mover: 20, disappeared: 160 } }],
    ["is small", { now: 20, before: 20 }, { growth: 20, loss: -20, least: { new: 2, mover: 2, disappeared: 2 } }],
    ["is gone", { now: 0, before: 20 }, { growth: 120, loss: -120, least: { new: 0, mover: 0, disappeared: 0 } }],
  ])("must change far more than a site that %s", (_, totals, demands) => {
    expect(shakerDemands(totals)).toEqual(demands);
  });

  it("count whole visits", () => {
    expect(visitsFor(210, 2)).toBe(5);
    expect(visitsFor(210, -1)).toBe(0);
  });
});
