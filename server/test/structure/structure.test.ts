import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findCycles } from "./cycles.ts";
import { complaint } from "./layers.ts";
import { importsOf, readSource, type SourceFile, sourceFolder, trackerFolder } from "./source.ts";

const files = readSource();
const scriptFiles = readSource({ tests: false }, trackerFolder);

/** Fails with the list itself, so that the message says what to do. */
function expectNone(complaints: readonly string[]): void {
  expect(complaints.join("\n")).toBe("");
}

describe("imports", () => {
  it("are found: types, re-exports, side effects and dynamic ones", () => {
    const text = [
      'import { a } from "../base/a.ts";',
      'import type {\n  B,\n} from "./b.ts";',
      'export { c } from "./c.ts";',
      'import "./d.ts";',
      'const e = await import("./e.ts");',
      'import fs from "node:fs";',
    ].join("\n");
    expect(importsOf("db/x.ts", text)).toEqual(["base/a.ts", "db/b.ts", "db/c.ts", "db/d.ts", "db/e.ts"]);
  });

  it("go down only, never to a sibling layer", () => {
    expectNone(files.flatMap(({ path, imports }) => imports.map((to) => complaint(path, to))).filter((text) => text !== undefined));
  });

  it.each([
    ["base/a.ts", "db/b.ts", "higher"],
    ["tracking/a.ts", "reporting/b.ts", "sibling"],
    ["modules/one/reports.ts", "modules/two/reports.ts", "dimensions.ts"],
    ["http/a.ts", "main.ts", "higher"],
    ["nowhere/a.ts", "base/b.ts", "no level"],
  ])("from %s to %s would be refused", (from, to, words) => {
    expect(complaint(from, to)).toContain(words);
  });

  it.each([
    ["db/a.ts", "base/b.ts"],
    ["db/a.ts", "db/migrations/b.ts"],
    ["modules/one/reports.ts", "modules/two/dimensions.ts"],
    ["modules/index.ts", "modules/one/index.ts"],
    ["cli/demo.ts", "config.ts"],
  ])("from %s to %s are fine", (from, to) => {
    expect(complaint(from, to)).toBeUndefined();
  });

  it.each([
    ["the server", files],
    ["the tracking script", scriptFiles],
  ])("form no cycle in %s", (_name, sources: readonly SourceFile[]) => {
    const cycles = findCycles(new Map(sources.map(({ path, imports }) => [path, imports])));
    expectNone(cycles.map((cycle) => `${cycle.join(" → ")}: break it by moving what both need into a file of its own`));
  });

  it("would be caught in a cycle", () => {
    expect(
      findCycles(
        new Map([
          ["a", ["b"]],
          ["b", ["c"]],
          ["c", ["b"]],
        ]),
      ),
    ).toEqual([["b", "c", "b"]]);
  });

  it("name files that exist, with their ending", () => {
    expectNone(
      files.flatMap(({ path, imports }) =>
        imports
          .filter((to) => !to.endsWith(".ts") || !existsSync(join(sourceFolder, to)))
          .map((to) => `${path} imports ${to}, which is not there; write the whole name, with .ts`),
      ),
    );
  });

  it("bring no package into the tracking script", () => {
    const foreign = scriptFiles.filter(({ text }) => /\bfrom\s*["'](?!\.)/.test(text));
    expectNone(foreign.map(({ path }) => `${path}: imports a package, which every page would have to load`));
  });
});

describe("files", () => {
  const all = [...readSource({ tests: true }), ...readSource({ tests: true }, trackerFolder)];

  it("have names in kebab-case", () => {
    const wrong = all.filter(({ path }) => !path.split("/").every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.test)?(\.ts)?$/.test(part)));
    expectNone(wrong.map(({ path }) => `${path}: write the name in kebab-case`));
  });

  it("have names that say what is in them", () => {
    const empty = /(^|[/-])(utils?|helpers?|common|misc|managers?|services?)\.ts$/;
    expectNone(all.filter(({ path }) => empty.test(path)).map(({ path }) => `${path}: name it after what it does`));
  });

  it("export by name", () => {
    expectNone(all.filter(({ text }) => /^export default\b/m.test(text)).map(({ path }) => `${path}: export by name, not as default`));
  });

  it("know no any", () => {
    const pattern = /(?:[:<,|&]|\bas)\s*any\b(?=\s*[;,)>\]|&={[]|\s*$)/m;
    expectNone(
      all
        .filter(({ text }) => pattern.test(withoutComments(text)))
        .map(({ path }) => `${path}: has an any; say unknown, or the type it is`),
    );
  });

  it("leave nothing for later", () => {
    expectNone(
      [...files, ...scriptFiles]
        .filter(({ text }) => /\b(TODO|FIXME|XXX)\b/.test(text))
        .map(({ path }) => `${path}: finish it, or write an issue`),
    );
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}
