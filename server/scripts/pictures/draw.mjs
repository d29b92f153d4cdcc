// Draws the pictures that answers name and writes them to server/data/pictures:
//
//   node server/scripts/pictures/draw.mjs
//
// Flags come from flag-icons, marks of brands from simple-icons, everything else from this folder: `drawings/` has our own, `marks.json`
// says which mark a brand, browser, system or site has, and whatever has none becomes a tile with its first letter. Which pictures there
// are stands in server/data/icons.json, ai-assistants.json and drawings/images. The same input gives the same bytes.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import { pictures } from "./pictures.mjs";

/** Pixels: three times the 16 at which most pages show them, for dense screens. */
const width = 48;

const folder = fileURLToPath(new URL("../../data/pictures/", import.meta.url));
rmSync(folder, { recursive: true, force: true });
let bytes = 0;
for (const [path, svg] of pictures()) {
  const content = path.endsWith(".svg") ? Buffer.from(svg) : new Resvg(svg, { fitTo: { mode: "width", value: width } }).render().asPng();
  mkdirSync(dirname(folder + path), { recursive: true });
  writeFileSync(folder + path, content);
  bytes += content.length;
}
console.log(`${Math.round(bytes / 1024)} KiB of pictures are in ${folder}`);
