import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { buildScript, script } from "../build.mjs";

/** Bytes that pages may have to load, packed. */
const budget = 14_000;

it(`the script is small: at most ${budget} bytes`, async () => {
  await buildScript();
  expect(gzipSync(readFileSync(script), { level: 9 }).length).toBeLessThanOrEqual(budget);
});
