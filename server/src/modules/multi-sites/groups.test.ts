import { describe, expect, it } from "vitest";
import type { Cells } from "../../catalog/table.ts";
import { countLines, inGroups, type Line, pageOf, search, sortLines } from "./groups.ts";

const site = (label: string, visits: number, before: number, group = ""): Cells => ({
  label,
  nb_visits: visits,
  visits_evolution: 0,
  visits_evolution_trend: 0,
  idsite: visits,
  ratio: 1,
  previous_nb_visits: before,
  group,
});

const lines = inGroups([site("Blog", 5, 5), site("Shop de", 4, 1, "Shops"), site("Shop fr", 6, 3, "Shops"), site("Wiki", 1, 0, "Texts")]);
const labels = (all: readonly Line[]) => all.map(({ cells, below }) => [cells.label, ...(below ?? []).map((line) => line.cells.label)]);

it("groups stand behind websites without one, and sum up those below them", () => {
  expect(labels(lines)).toEqual([["Blog"], ["Shops", "Shop de", "Shop fr"], ["Texts", "Wiki"]]);
  expect(lines[1]?.cells).toEqual({
    label: "Shops",
    nb_visits: 10,
    visits_evolution: 1.5,
    visits_evolution_trend: 1,
    previous_nb_visits: 4,
    isGroup: 1,
  });
  expect(countLines(lines)).toBe(6);
});

describe("a search", () => {
  it.each([
    ["blog", [["Blog"]]],
    ["SHOP D", [["Shops", "Shop de"]]],
    ["shops", [["Shops", "Shop de", "Shop fr"]]],
    ["nothing", []],
  ])("for '%s' finds websites and groups", (text, found) => {
    expect(labels(search(lines, text))).toEqual(found);
  });
});

it("groups are sorted with websites, and those below them in the same order", () => {
  const byVisits = sortLines(lines, { column: "nb_visits", rising: false });
  expect(labels(byVisits)).toEqual([["Shops", "Shop fr", "Shop de"], ["Blog"], ["Texts", "Wiki"]]);
  expect(labels(sortLines(lines, { column: "label", rising: true }))[0]).toEqual(["Blog"]);
});

describe("a page", () => {
  const page = (offset: number, limit: number) => pageOf(lines, offset, limit).map(({ label }) => label);
  it("counts groups and websites alike", () => expect(page(0, 3)).toEqual(["Blog", "Shops", "Shop de"]));
  it("that begins within a group tells the group once more", () => expect(page(3, 2)).toEqual(["Shops", "Shop fr", "Texts"]));
  it("may be all", () => expect(page(0, -1)).toHaveLength(6));
});
