import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** A source file of the server, as the tests of the house's shape see it. Paths are relative to server/src. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Files of ours that it imports or re-exports, types included. */
  readonly imports: readonly string[];
}

export const sourceFolder = new URL("../../src/", import.meta.url).pathname;

const importPattern =
  /^\s*(?:import|export)\b[^;"']*?\bfrom\s*["'](\.[^"']+)["']|^\s*import\s*["'](\.[^"']+)["']|\bimport\(\s*["'](\.[^"']+)["']\s*\)/gm;

/** The files that a text imports from, relative to server/src, for the file at that path. */
export function importsOf(path: string, text: string): readonly string[] {
  return [...text.matchAll(importPattern)].map((match) =>
    relative(sourceFolder, resolve(sourceFolder, dirname(path), (match[1] ?? match[2] ?? match[3])!)),
  );
}

/** All files of the server's source; tests only where asked for. */
export function readSource(options: { readonly tests: boolean } = { tests: false }): readonly SourceFile[] {
  return readdirSync(sourceFolder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && (options.tests || !path.endsWith(".test.ts")))
    .sort()
    .map((path) => {
      const text = readFileSync(join(sourceFolder, path), "utf8");
      return { path, text, imports: importsOf(path, text) };
    });
}
