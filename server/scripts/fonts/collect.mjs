// Fetches the fonts that pictures are written in, as server/data/fonts/fonts.json lists them, and writes them beside it:
//
//   node server/scripts/fonts/collect.mjs
//
// Each comes from a package of the npm registry, of which one file is kept: the upright font of common weight.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../data/fonts/", import.meta.url));
const weight = "400Regular";
const work = mkdtempSync(join(tmpdir(), "footfall-fonts-"));
try {
  for (const { file, from } of JSON.parse(readFileSync(join(folder, "fonts.json"), "utf8"))) {
    const [packed] = JSON.parse(execFileSync("npm", ["pack", from, "--json", "--silent"], { cwd: work, encoding: "utf8" }));
    execFileSync("tar", ["-xzf", packed.filename, `package/${weight}`, "package/LICENSE_FONT"], { cwd: work });
    const inside = join(work, "package", weight);
    const [font] = readdirSync(inside).filter((name) => name.endsWith(".ttf"));
    copyFileSync(join(inside, font), join(folder, file));
    copyFileSync(join(work, "package", "LICENSE_FONT"), join(folder, "LICENSE"));
    rmSync(join(work, "package"), { recursive: true });
    console.log(`${file} of ${from}`);
  }
} finally {
  rmSync(work, { recursive: true });
}
