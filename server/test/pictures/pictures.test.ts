import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { colorOf, contrast } from "../../scripts/pictures/colors.mjs";
import { nameOf } from "../../scripts/pictures/names.mjs";
import { pictures } from "../../scripts/pictures/pictures.mjs";

const folder = new URL("../../data/pictures/", import.meta.url);
const drawn = new Map<string, string>(pictures());

describe("the pictures in server/data", () => {
  it("are those that server/scripts/pictures/draw.mjs draws; run it where this fails", () => {
    const kept = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.(png|svg)$/.test(path));
    expect(kept.sort()).toEqual([...drawn.keys()].sort());
  });

  it("are as drawn, where that can be told without rendering", () => {
    for (const [path, svg] of drawn) if (path.endsWith(".svg")) expect(readFileSync(new URL(path, folder), "utf8")).toBe(svg);
  });
});

describe("a tile", () => {
  const tile = (path: string) => drawn.get(`icons/${path}.png`);

  it.each([
    ["browsers", "FF", "Firefox"],
    ["os", "HAI", "Haiku OS"],
    ["socials", "bsky.app", "Bluesky"],
    ["aiAssistants", "claude.ai", "Claude"],
    ["searchEngines", "www.nowhere.example", "nowhere.example"],
    ["brand", "Doogee", "Doogee"],
  ])("of %s/%s is named %s", (set, file, name) => {
    expect(nameOf(set, file)).toBe(name);
  });

  it("has the mark of the domain that its host belongs to, the longest first", () => {
    expect(tile("searchEngines/images.google.com")).toBe(tile("searchEngines/google.com"));
    expect(tile("searchEngines/maps.google.com")).not.toBe(tile("searchEngines/google.com"));
  });

  it("has a letter where there is no mark, or where the mark is a word", () => {
    expect(tile("brand/Doogee")).toContain("stroke-linecap");
    expect(tile("brand/Samsung")).toContain("stroke-linecap");
    expect(tile("brand/Huawei")).not.toContain("stroke-linecap");
  });

  it("is legible: its own colours carry white", () => {
    for (const name of ["Doogee", "Amaya", "Orkut", "a", "b", "c", "d", "e", "f"])
      expect(contrast(colorOf(name), "#ffffff")).toBeGreaterThan(3.9);
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  });
});
