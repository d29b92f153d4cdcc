import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** A source file, as the tests of the house's shape see it. Paths are relative to its workspace's src. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Files of ours that it imports or re-exports, types included. */
  readonly imports: readonly string[];
}

export const sourceFolder = new URL("../../src/", import.meta.url).pathname;
export const trackerFolder = new URL("../../../tracker/src/", import.meta.url).pathname;

const importPattern =
  /^\s*(?:import|export)\b[^;"']*?\bfrom\s*["'](\.[^"']+)["']|^\s*import\s*["'](\.[^"']+)["']|\bimport\(\s*["'](\.[^"']+)["']\s*\)/gm;

/** The files that a text imports from, relative to the folder, for the file at that path in it. */
export function importsOf(path: string, text: string, folder = sourceFolder): readonly string[] {
  return [...text.matchAll(importPattern)].map((match) =>
    relative(folder, resolve(folder, dirname(path), (match[1] ?? match[2] ?? match[3])!)),
  );
}

/** All files of a folder of sources, the server's unless another is named; tests only where asked for. */
export function readSource(options: { readonly tests: boolean } = { tests: false }, folder = sourceFolder): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && (options.tests || !path.endsWith(".test.ts")))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), "utf8");
      return { path, text, imports: importsOf(path, text, folder) };
    });
}
